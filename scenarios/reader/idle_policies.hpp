// Policies that a scenario's model leaves without effect.
#pragma once

#include "scenarios/reader/scenario.hpp"

namespace entrepot::scenarios {

// One note per policy all of whose mechanisms are off. `model` is complete.
[[nodiscard]] std::vector<std::string> idle_policies(const Scenario& scenario);

}  // namespace entrepot::scenarios
