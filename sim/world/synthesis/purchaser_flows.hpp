// Flows of a table at purchaser prices, split by product: what slots are laid over.
#pragma once

#include "sim/world/table.hpp"

namespace entrepot {

// Part of a product in what a destination buys of an origin's sector, times 1 + t0.
[[nodiscard]] double purchaser_part(const WorldTable& table, FlowId flow);

// The same of all products of a sector together: a flow at purchaser prices over that at basic prices.
[[nodiscard]] double purchaser_factor(const WorldTable& table, RegionId destination, GroupId supplier);

// Whether base duties differ between the products of a sector that a destination buys from an origin. Then
// each of its uses gets the origin's exact mix; else the mix holds over all uses together.
[[nodiscard]] bool duty_varies(const WorldTable& table, RegionId destination, GroupId supplier);

}  // namespace entrepot
