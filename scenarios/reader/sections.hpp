// Reads the sections of the merged tree into a Scenario.
#pragma once

#include "scenarios/reader/keys.hpp"
#include "scenarios/reader/scenario.hpp"

namespace entrepot::scenarios {

void read_top(const Node& root, Scenario& scenario, ReadContext& context);
void read_replicates(const Node& root, Scenario& scenario, ReadContext& context);
// True when the world is named well enough to ask for its names.
bool read_world(const Node& root, Scenario& scenario, ReadContext& context);
void read_calendar(const Node& root, Scenario& scenario, ReadContext& context);
void read_policies(const Node& root, Scenario& scenario, ReadContext& context);
void read_model(const Node& root, Scenario& scenario, ReadContext& context);

// The effective scenario as YAML; `root` has passed all checks.
[[nodiscard]] std::string resolved_yaml(const Node& root, const DataPaths& paths);

}  // namespace entrepot::scenarios
