// The list of instruments (rows of policies.def). An instrument is declared by its descriptor.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/core/descriptor.hpp"
#include "sim/world/levers/levers.hpp"
#include "sim/world/names.hpp"

namespace entrepot::models {

struct PolicyDescriptor : Descriptor {
  // Binds checked values to a world.
  std::unique_ptr<Instrument> (*make)(const Values& values, const WorldTable& table) = nullptr;
  // Rules that need the names of the world (may be null).
  std::vector<KeyFault> (*check_world)(const Values& values, const WorldNames& names) = nullptr;
  // Mechanisms of the model, by name: where all are off the instrument does nothing. Empty: it always acts.
  std::vector<std::string> acts_through;
};

[[nodiscard]] const std::vector<PolicyDescriptor>& policy_descriptors();

// The descriptor of that name, or nullptr.
[[nodiscard]] const PolicyDescriptor* find_policy(const std::string& name);

}  // namespace entrepot::models
