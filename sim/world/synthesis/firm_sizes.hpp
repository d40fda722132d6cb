// How many firms each supply cell holds and how large they are.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/core/rng.hpp"
#include "sim/world/table.hpp"

namespace entrepot {

// Splits `total` into whole numbers proportional to `weights` (largest remainder, ties by index); every
// positive weight gets at least one. Needs total >= number of positive weights.
[[nodiscard]] std::vector<std::uint32_t> apportion(std::span<const double> weights, std::uint64_t total);

// Firms per supply cell [region * products + product]. Where a group has fewer firms than products, its
// smallest products are dropped and the mix in `table` is renormalised; each drop is noted.
[[nodiscard]] std::vector<std::uint32_t> count_firms(WorldTable& table, std::int64_t firms, double exponent,
                                                     std::vector<std::string>& notes);

// Relative sizes of `count` firms, falling, summing to one: stratified draws of a Pareto law with exponent
// `tail`, truncated at 1000 times the smallest.
[[nodiscard]] std::vector<double> pareto_sizes(std::uint32_t count, double tail, Seed seed,
                                               std::uint64_t cell);

}  // namespace entrepot
