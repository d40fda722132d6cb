#include "sim/graph/production_links.hpp"

#include "sim/graph/transpose.hpp"

namespace entrepot {

namespace {

// Different values of `other` among the slots of each of `rows` rows, where row_of_slot names the row.
std::vector<std::uint32_t> count_different(std::span<const std::uint32_t> row_of_slot, std::size_t rows,
                                           std::span<const std::uint32_t> other, std::size_t others) {
  const Transpose by_row = transpose(row_of_slot, rows);
  constexpr std::uint32_t nobody = 0xFFFFFFFFU;
  std::vector<std::uint32_t> last_seen_in(others, nobody);  // row
  std::vector<std::uint32_t> count(rows, 0);
  for (std::uint32_t row = 0; row < rows; ++row) {
    for (std::uint64_t at = by_row.first[row]; at < by_row.first[row + 1]; ++at) {
      std::uint32_t& seen = last_seen_in[other[by_row.slot[at]]];
      if (seen != row) ++count[row];
      seen = row;
    }
  }
  return count;
}

}  // namespace

std::vector<std::uint32_t> slot_buyers(const ProductionLinks& links) {
  std::vector<std::uint32_t> buyer(links.slot_supplier.size());
  for (std::size_t nest = 0; nest < links.nest_buyer.size(); ++nest) {
    for (std::uint32_t slot = links.nest_first[nest]; slot < links.nest_first[nest + 1]; ++slot) {
      buyer[slot] = links.nest_buyer[nest];
    }
  }
  return buyer;
}

std::vector<std::uint32_t> count_suppliers(const ProductionLinks& links) {
  return count_different(slot_buyers(links), links.nodes(), links.slot_supplier, links.firms);
}

std::vector<std::uint32_t> count_customers(const ProductionLinks& links) {
  return count_different(links.slot_supplier, links.firms, slot_buyers(links), links.nodes());
}

}  // namespace entrepot
