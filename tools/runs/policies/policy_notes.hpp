// What a user most likely wants to know about policies before a run: what is legal but probably not meant.
#pragma once

#include <string>
#include <vector>

#include "scenarios/reader/scenario.hpp"
#include "sim/world/levers/levers.hpp"

namespace entrepot::tools {

// Notes on the policies of a scenario: a set duty that wipes earlier ones, a policy that is never in force or
// older than the calendar, an idle exception, what a schedule leaves out. `instruments`: those of the
// policies.
[[nodiscard]] std::vector<std::string> policy_notes(const scenarios::Scenario& scenario,
                                                    const WorldTable& table,
                                                    const std::vector<const Instrument*>& instruments);
// Adds them to the scenario's notes.
void add_policy_notes(scenarios::Scenario& scenario, const WorldTable& table);

}  // namespace entrepot::tools
