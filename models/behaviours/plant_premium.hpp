// What it costs to make a good in a plant abroad rather than at home.
#pragma once

#include <cstddef>

#include "models/behaviours/model.hpp"

namespace entrepot {

// ln of a site's unit cost over its parent's technology at the host's prices: the premium of a young plant
// abroad, and what workers and local services cost more than at home (WorldTable::plant_cost to the power of
// `local_cost_share`). A cheaper place earns no discount: where it pays without a policy, the base world
// already makes the good there.
[[nodiscard]] double log_plant_premium(const InvestmentSettings& settings, const WorldTable& table,
                                       std::size_t home, std::size_t host);

}  // namespace entrepot
