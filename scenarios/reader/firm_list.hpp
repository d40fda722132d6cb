// Firms that a policy names one by one, from a CSV file.
#pragma once

#include "scenarios/reader/keys.hpp"
#include "scenarios/reader/scenario.hpp"

namespace entrepot::scenarios {

// Where a policy has the key `firm_list`, reads the file (columns firm and, where `tag` is given, tag) into
// values["firms"], the numbers as text. Every fault of the file is reported with its place.
void read_firm_list(const Node& policy, Values& values, const Scenario& scenario, ReadContext& context);

}  // namespace entrepot::scenarios
