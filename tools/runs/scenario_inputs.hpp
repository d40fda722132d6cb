// What a scenario's numbers are a function of, as text made from its values: no file names, no spelling.
#pragma once

#include <string>

#include "scenarios/reader/scenario.hpp"

namespace entrepot::tools {

using namespace scenarios;

// Values as the reader understood them, so that "0.5" and "0.50" are equal, and a file is what was read of
// it.
[[nodiscard]] std::string inputs_text(const Values& values);

// Id, type and values of a policy.
[[nodiscard]] std::string inputs_text(const PolicySpec& policy);

[[nodiscard]] std::string model_inputs(const Scenario& scenario);

// Calendar and model: with the world and the draws, all that a run without policies depends on.
[[nodiscard]] std::string inputs_without_policies(const Scenario& scenario);

// Hash of all that a run's numbers depend on beside its world: calendar, model, policies, seed, replicates.
[[nodiscard]] std::string run_inputs_hash(const Scenario& scenario);

}  // namespace entrepot::tools
