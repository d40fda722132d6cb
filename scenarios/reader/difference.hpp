// What two effective scenarios do differently.
#pragma once

#include <string>
#include <vector>

#include "scenarios/reader/scenario.hpp"

namespace entrepot::scenarios {

// A key of the effective scenario and its value as the resolved scenario writes it:
// "model.sourcing.hazard_factor", "0.5". Policies stand by their id: "policies[list-3].rate".
struct ScenarioEntry {
  std::string key;
  std::string value;
};
[[nodiscard]] std::vector<ScenarioEntry> scenario_entries(const Scenario& scenario);

// One key of the effective scenarios: "policies[list-3].rate", "model.sourcing.hazard_factor".
struct ScenarioDifference {
  std::string key;
  std::string first;  // value as the resolved scenario writes it; "" = not in the first
  std::string second;
};

// Differences in the order of the effective scenarios; policies are matched by their id, and their order
// (which has a meaning) is the key "policies" where the same ids stand in another one. Names and descriptions
// count.
[[nodiscard]] std::vector<ScenarioDifference> scenario_differences(const Scenario& first,
                                                                   const Scenario& second);

}  // namespace entrepot::scenarios
