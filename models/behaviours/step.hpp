// The behaviours of firms and countries as one list of actions: the order of the step.
#pragma once

#include "models/behaviours/model.hpp"
#include "sim/engine/action.hpp"

namespace entrepot::models {

// All actions of the default model, ready for a Simulation. `world` must outlive them.
[[nodiscard]] ActionList make_actions(const World& world, const ModelSettings& settings);

}  // namespace entrepot::models
