// The base point on the slot graph: firm outputs that solve y = A y + F with the slots as they stand.
#pragma once

#include <span>
#include <vector>

#include "sim/core/parallel.hpp"
#include "sim/world/world.hpp"

namespace entrepot {

// Iterates world.firm_output to y = A y + F (relative change below 1e-12). Rounding of weights to float32
// makes the start off by about 1e-8. Throws RunError if it does not settle.
void solve_base_output(World& world, ThreadPool& pool);

// Sales of each firm at base prices by destination, [firm][destination], million USD per year at basic
// prices.
[[nodiscard]] std::vector<float> base_sales_to(const World& world, ThreadPool& pool);

// Base flows of the slots, million USD per year at basic prices, [supply cell][use], use = destination *
// (sectors + 1) + user sector (sectors = final use).
[[nodiscard]] std::vector<double> base_flows(const World& world);

}  // namespace entrepot
