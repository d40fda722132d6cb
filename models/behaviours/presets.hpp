// Presets: named sets of defaults for the blocks of `model:`.
#pragma once

#include <string>
#include <vector>

#include "models/behaviours/registry.hpp"

namespace entrepot::models {

struct PresetValue {
  std::string block;  // a behaviour
  std::string key;
  Value value;            // in the key's unit
  std::string text = {};  // the same as it would stand in a scenario
};

// A preset takes the place of the defaults of some keys; keys written in the scenario, in a base it extends
// or by --set win over it.
struct Preset {
  std::string name;
  std::string summary;
  std::vector<PresetValue> values;
};

// `contracts` changes nothing: its values are those of the settings structs.
[[nodiscard]] const std::vector<Preset>& model_presets();

// The default of `model.preset`.
[[nodiscard]] inline const Preset& default_preset() { return model_presets().front(); }

// The keys of `model:` itself (the preset), without its blocks.
[[nodiscard]] const Descriptor& model_descriptor();

// Null for an unknown name.
[[nodiscard]] const Preset* find_preset(const std::string& name);

// The blocks of `model:` with the preset's values as defaults.
[[nodiscard]] std::vector<Descriptor> behaviour_descriptors(const Preset& preset);

// The mechanisms that a preset switches on, and those that need one of them: what can be told apart from the
// model itself.
[[nodiscard]] Mechanisms preset_mechanisms();

// What a preset gives, for programs that read no scenario. BugError for an unknown name.
[[nodiscard]] ModelSettings preset_settings(const std::string& name);

}  // namespace entrepot::models
