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

// A firm of [first, end) from two random words.
[[nodiscard]] inline std::uint32_t draw_supplier(const SupplierAlias& alias, std::uint32_t first,
                                                 std::uint32_t end, std::uint32_t word,
                                                 std::uint32_t other_word) {
  const std::uint32_t firm = first + static_cast<std::uint32_t>((std::uint64_t{word} * (end - first)) >> 32U);
  return to_unit(other_word) < static_cast<double>(alias[firm].keep) ? firm : alias[firm].other;
}

}  // namespace entrepot
