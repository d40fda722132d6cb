// --set: `policies[list-1].scale=2`, `policies[*].scale=0`, `model.sourcing.tiers=one`, `seed=7`.
#pragma once

#include "scenarios/reader/keys.hpp"

namespace entrepot::scenarios {

// Writes the override into the tree, before keys are read; its faults stand in a file called --set.
void apply_override(const std::string& text, Node& root, ReadContext& context);

}  // namespace entrepot::scenarios
