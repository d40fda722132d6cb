// Validation of an EquilibriumInput and small lookups that every part of the solver shares.
#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "models/theory/equilibrium_types.hpp"

namespace entrepot::theory {

struct ProductRange {
  std::size_t first = 0;
  std::size_t count = 0;
};

// The products of a sector are contiguous.
[[nodiscard]] ProductRange products_of(const EquilibriumInput& input, std::size_t sector);

// No trade on this link: banned, or at an infinite cost.
[[nodiscard]] inline bool is_closed(const EquilibriumInput& input, std::size_t link) {
  return (!input.banned.empty() && input.banned[link] != 0) || std::isinf(input.duty[link]) ||
         (!input.iceberg.empty() && std::isinf(input.iceberg[link])) ||
         (!input.choice_wedge.empty() && std::isinf(input.choice_wedge[link]));
}

[[nodiscard]] std::string region_name(const EquilibriumInput& input, std::size_t region);
[[nodiscard]] std::string sector_name(const EquilibriumInput& input, std::size_t sector);
[[nodiscard]] std::string product_name(const EquilibriumInput& input, std::size_t product);
[[nodiscard]] std::string group_name(const EquilibriumInput& input, std::size_t group);

// Throws InputError with every fault; then scales shares to sum to 1 exactly, clears what is never bought and
// gives groups that sell nothing a plain technology.
void check_and_normalise(EquilibriumInput& input);

}  // namespace entrepot::theory
