// What hubs can handle, from the base year's trade.
#pragma once

#include <vector>

#include "models/behaviours/routes/routing_settings.hpp"
#include "sim/world/world.hpp"

namespace entrepot::models {

// Base trade [destination][cell] at the sellers' gates, million USD per year.
[[nodiscard]] std::vector<double> base_gate(const World& world);

// [hub][sector] million USD per year at trend 1: the hub's base routes and a part of its own base exports of
// the sector. `gate`: base trade [destination][cell].
[[nodiscard]] std::vector<double> hub_capacity(const World& world, const RoutingSettings& settings,
                                               const std::vector<double>& gate);

}  // namespace entrepot::models
