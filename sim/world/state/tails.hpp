// Tails of the world's size and degree distributions: what `world inspect` prints and tests hold it against.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/graph/production_links.hpp"
#include "sim/world/world.hpp"

namespace entrepot {

// The upper tail of a sample as a power law P(X > x) ~ x^-exponent, two estimates of the exponent.
struct Tail {
  double hill = 0.0;           // Hill 1975: k / sum ln(x_i / x_(k+1)) over the k largest
  double least_squares = 0.0;  // minus the slope of ln(rank - 1/2) on ln x (Gabaix and Ibragimov 2011)
  double hill_error = 0.0;     // standard error of `hill`, hill / sqrt(k)
  std::size_t points = 0;      // k
  std::size_t sample = 0;      // positive values
  double mean = 0.0, median = 0.0, largest = 0.0;
};

// Tail of the positive values of a sample, its upper `upper_share`; estimates are 0 (no estimate) where fewer
// than ten values lie above the threshold or all of them are equal.
[[nodiscard]] Tail measure_tail(std::vector<double> values, double upper_share = 0.05);

struct WorldTails {
  Tail customers;  // different buyers per firm, a region's final demand counts as one
  Tail suppliers;  // different suppliers per firm
  Tail size;       // output, million USD per year
};

// Buyer of every nest as a node of the production graph: firm, or n_firms + region.
[[nodiscard]] std::vector<std::uint32_t> nest_buyers(const World& world);

// The production graph with these suppliers (of the base world or of a state); `nest_buyer` =
// nest_buyers(world).
[[nodiscard]] ProductionLinks production_links(const World& world, std::span<const std::uint32_t> nest_buyer,
                                               std::span<const std::uint32_t> slot_supplier);

[[nodiscard]] WorldTails world_tails(const World& world);

}  // namespace entrepot
