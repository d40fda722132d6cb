#include "models/behaviours/presets.hpp"

#include <algorithm>

#include "sim/core/keys.hpp"

namespace entrepot::models {

namespace {

// model.md section 4: with many slots this is exactly the Caliendo-Parro equilibrium that the solver computes
// (docs/decisions/0008-frictionless-preset.md).
Preset frictionless() {
  return {"frictionless",
          "The provable limit: every slot is re-optimised every month, Cobb-Douglas, no markup, no capacity.",
          {{"sourcing", "events", "every-step"},
           {"sourcing", "trade_elasticity_scale", 1.0},
           {"sourcing", "gap_hazard", 0.0},
           {"sourcing", "capacity_attraction", 0.0},
           {"sourcing", "value_exponent", 0.0},
           {"ordering", "short_run_sigma", 1.0},
           {"ordering", "input_elasticity", 1.0},
           {"ordering", "value_added_elasticity", 1.0},
           {"pricing", "adjustment", 1.0},
           {"pricing", "markup", 1.0},
           {"pricing", "utilisation_exponent", 0.0},
           {"production", "capacity", false}}};
}

// The mechanisms of relocation (docs/decisions/0049-relocation-is-the-default.md), and wages that answer:
// over decades plants multiply a small host's exports (docs/decisions/0013-closures.md).
Preset relocation() {
  return {"relocation",
          "Plants of the base and new plants, routes, stocks, capacity, entry and exit, each of which a key "
          "switches off, and wages that answer demand; technology stays as it is.",
          {{"settlement", "closure", "phillips"}}};
}

Preset relocation_technology() {
  return {"relocation-technology",
          "The same, with technology that is learned, diffuses and is researched.",
          {{"settlement", "closure", "phillips"}}};
}

// For teaching and theory: what is left when nothing can move but contracts.
Preset contracts() {
  return {"contracts",
          "Firms meet and re-source contracts, and nothing else moves: every mechanism of relocation is off, "
          "wages are fixed.",
          {}};
}

// With the mechanisms that name it, and every value's text.
Preset complete(Preset preset) {
  std::vector<PresetValue> values;
  for (const Mechanism& mechanism : mechanisms()) {
    if (std::count(mechanism.presets.begin(), mechanism.presets.end(), preset.name) != 0)
      values.push_back({mechanism.block, mechanism.key, true});
  }
  values.insert(values.end(), preset.values.begin(), preset.values.end());
  for (PresetValue& value : values)
    value.text = value_text(find_binding(value.block, value.key).key, value.value);
  preset.values = std::move(values);
  return preset;
}

}  // namespace

const std::vector<Preset>& model_presets() {
  static const std::vector<Preset> all = {complete(relocation()), complete(relocation_technology()),
                                          complete(contracts()), complete(frictionless())};
  return all;
}

const Descriptor& model_descriptor() {
  static const Descriptor descriptor = [] {
    std::vector<std::string> names;
    for (const Preset& preset : model_presets()) names.push_back(preset.name);
    return Descriptor{
        "model",
        "Settings by behaviour; all have defaults.",
        {choice_key("preset", names,
                    "Whose defaults the blocks have; keys written in the scenario, in a base it extends or "
                    "by --set win over the preset.")}};
  }();
  return descriptor;
}

const Preset* find_preset(const std::string& name) {
  for (const Preset& preset : model_presets()) {
    if (preset.name == name) return &preset;
  }
  return nullptr;
}

std::vector<Descriptor> behaviour_descriptors(const Preset& preset) {
  std::vector<Descriptor> blocks(behaviour_descriptors().begin(), behaviour_descriptors().end());
  for (Descriptor& block : blocks) {
    for (const PresetValue& value : preset.values) {
      for (KeySpec& key : block.keys)
        if (value.block == block.name && value.key == key.name) key.default_text = value.text;
    }
  }
  return blocks;
}

Mechanisms preset_mechanisms() {
  Mechanisms chosen;
  for (const Mechanism& mechanism : mechanisms()) {
    const bool needs_chosen = std::any_of(
        chosen.begin(), chosen.end(), [&](const Mechanism& each) { return each.name == mechanism.needs; });
    if (needs_chosen || !mechanism.presets.empty()) chosen.push_back(mechanism);
  }
  return chosen;
}

ModelSettings preset_settings(const std::string& name) {
  const Preset* preset = find_preset(name);
  ENTREPOT_VALIDATE(preset != nullptr, "there is no preset " + name);
  ModelSettings settings;
  for (const PresetValue& value : preset->values)
    find_binding(value.block, value.key).set(settings, value.value);
  return settings;
}

}  // namespace entrepot::models
