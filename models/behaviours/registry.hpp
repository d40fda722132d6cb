// The list of blocks of `model:` (rows of behaviours.def), their mechanisms, and the numbers they fill.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "models/behaviours/model.hpp"
#include "sim/core/mechanisms.hpp"
#include "sim/core/settings.hpp"

namespace entrepot::models {

struct BehaviourDescriptor : Descriptor {
  std::vector<Binding<ModelSettings>> bindings;  // [key]
  Mechanisms mechanisms;
};

[[nodiscard]] const std::vector<BehaviourDescriptor>& behaviour_descriptors();

// The key `key` of the block `block`. BugError for an unknown one.
[[nodiscard]] const Binding<ModelSettings>& find_binding(const std::string& block, const std::string& key);

// `model` maps a block's name to its values with defaults filled in.
[[nodiscard]] ModelSettings model_settings(const std::map<std::string, Values>& model);

// The mechanisms of all blocks, in the order of the blocks.
[[nodiscard]] const Mechanisms& mechanisms();

// Those that are switched on together with what they need, [mechanism].
[[nodiscard]] MechanismSet at_work(const ModelSettings& settings);

}  // namespace entrepot::models
