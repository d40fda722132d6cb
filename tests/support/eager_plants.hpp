// Worlds in which plants abroad come early and many.
#pragma once

#include "models/behaviours/model.hpp"

namespace entrepot::test {

// Firms weigh plants four times a year, build them fast and cheaply, and no host's capacity limits them.
inline void open_plants_eagerly(models::ModelSettings& model) {
  model.investment.sites = true;
  model.investment.weighing_rate = 4.0;
  model.investment.fixed_cost = 0.0;
  model.investment.sunk_share = 0.02;
  model.investment.time_to_build_scale = 0.3;
  model.investment.hub_growth = 5.0;
}

}  // namespace entrepot::test
