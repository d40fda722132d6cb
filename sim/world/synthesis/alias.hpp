// Walker's alias tables (Vose 1991) of the supply cells: a supplier is drawn by capacity in O(1).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/world/world.hpp"

namespace entrepot {

// Builds the tables of all cells; weights are the firms' base outputs.
[[nodiscard]] SupplierAlias build_alias(std::span<const std::uint32_t> cell_first,
                                        std::span<const double> weight);

// The entry of [first, end) that a random word picks; drawn_supplier() turns it into a firm. In two steps, so
// that a caller with many draws can fetch the entries ahead.
[[nodiscard]] inline std::uint32_t alias_entry(std::uint32_t first, std::uint32_t end, std::uint32_t word) {
  return first + static_cast<std::uint32_t>((std::uint64_t{word} * (end - first)) >> 32U);
}
[[nodiscard]] inline std::uint32_t drawn_supplier(const SupplierAlias& alias, std::uint32_t entry,
                                                  std::uint32_t word) {
  return to_unit(word) < static_cast<double>(alias[entry].keep) ? entry : alias[entry].other;
}

// A firm of [first, end) from two random words.
[[nodiscard]] inline std::uint32_t draw_supplier(const SupplierAlias& alias, std::uint32_t first,
                                                 std::uint32_t end, std::uint32_t word,
                                                 std::uint32_t other_word) {
  return drawn_supplier(alias, alias_entry(first, end, word), other_word);
}

}  // namespace entrepot
