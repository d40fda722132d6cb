#include "tests/support/firm_leontief.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace entrepot::test {

FirmLeontief::FirmLeontief(const World& world, const State& state, std::vector<std::int64_t> money)
    : world_(world),
      state_(state),
      graph_(world, state),
      links_(graph_.view()),
      money_(std::move(money)),
      buyer_(slot_buyers(links_)),
      sales_(links_.firms, 0.0),
      inputs_(links_.firms, 0.0) {
  money_.resize(links_.slot_supplier.size());  // links of plants decided on in this step
  for (std::size_t s = 0; s < money_.size(); ++s) {
    sales_[links_.slot_supplier[s]] += static_cast<double>(money_[s]);
    if (buyer_[s] < links_.firms) inputs_[buyer_[s]] += static_cast<double>(money_[s]);
  }
}

std::size_t FirmLeontief::place_of(std::uint32_t node) const {
  return node < links_.firms ? graph_.seller_region()[node] : node - links_.firms;
}

bool FirmLeontief::makes_goods(std::uint32_t firm) const {
  const std::size_t cell =
      firm < world_.n_firms() ? world_.firm_cell[firm] : state_.sites.site[firm - world_.n_firms()].cell;
  return world_.table.sector_is_goods[world_.axes().sector_of(CellId(cell)).index()];
}

std::vector<double> FirmLeontief::content(std::size_t origin) const {
  std::vector<double> own(links_.firms, 0.0);
  for (std::uint32_t f = 0; f < links_.firms; ++f) {
    if (sales_[f] > inputs_[f] && place_of(f) == origin) own[f] = 1.0 - inputs_[f] / sales_[f];
  }
  std::vector<double> content = own;
  for (int round = 0; round < 5000; ++round) {
    std::vector<double> next = own;
    for (std::size_t s = 0; s < money_.size(); ++s) {
      const std::uint32_t b = buyer_[s];
      if (b < links_.firms && sales_[b] > 0.0)
        next[b] += static_cast<double>(money_[s]) / std::max(sales_[b], inputs_[b]) *
                   content[links_.slot_supplier[s]];
    }
    double moved = 0.0;
    double largest = 0.0;
    for (std::size_t f = 0; f < next.size(); ++f) {
      moved = std::max(moved, std::abs(next[f] - content[f]));
      largest = std::max(largest, std::abs(next[f]));
    }
    content = std::move(next);
    if (moved <= 1e-14 * largest) return content;
  }
  throw std::runtime_error("the firms' own links have no Leontief inverse");
}

FirmLeontief::Exports FirmLeontief::exports(const std::vector<double>& content,
                                            const std::vector<std::size_t>& hubs,
                                            std::size_t destination) const {
  Exports out;
  for (std::size_t s = 0; s < money_.size(); ++s) {
    const std::uint32_t seller = links_.slot_supplier[s];
    if (place_of(buyer_[s]) != destination || !makes_goods(seller)) continue;
    if (std::find(hubs.begin(), hubs.end(), place_of(seller)) == hubs.end()) continue;
    out.all += static_cast<double>(money_[s]);
    out.inside += static_cast<double>(money_[s]) * content[seller];
  }
  return out;
}

}  // namespace entrepot::test
