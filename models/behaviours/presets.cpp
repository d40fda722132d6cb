#include "models/behaviours/presets.hpp"

#include <algorithm>

#include "models/behaviours/key_specs.hpp"
#include "models/behaviours/settings.hpp"

namespace entrepot {

namespace {

// model.md section 4: with many slots this is exactly the Caliendo-Parro equilibrium that the solver computes
// (docs/decisions/0008-frictionless-preset.md).
Preset frictionless() {
  return {"frictionless",
          "The provable limit: every slot is re-optimised every month, Cobb-Douglas, no markup, no capacity.",
          {{"sourcing", "events", "every-step"},
           {"sourcing", "trade_elasticity_scale", "1"},
           {"sourcing", "gap_hazard", "0 per year"},
           {"sourcing", "capacity_attraction", "0"},
           {"sourcing", "value_exponent", "0"},
           {"ordering", "short_run_sigma", "1"},
           {"ordering", "input_elasticity", "1"},
           {"ordering", "value_added_elasticity", "1"},
           {"pricing", "adjustment", "1 per month"},
           {"pricing", "markup", "1"},
           {"pricing", "utilisation_exponent", "0"},
           {"production", "capacity", "false"}}};
}

// The mechanisms of relocation, all of those that are off by default (docs/decisions/0021-decompose.md), and
// wages that answer: over decades plants multiply a small host's exports (docs/decisions/0013-closures.md).
Preset relocation() {
  return {"relocation",
          "Every mechanism by which trade moves over third countries and back, each of which a key switches "
          "off, and "
          "wages that answer demand.",
          {{"routing", "routes", "true"},
           {"investment", "sites", "true"},
           {"investment", "expansion", "true"},
           {"entry_exit", "active", "true"},
           {"stockpiling", "stocks", "true"},
           {"learning", "active", "true"},
           {"learning", "diffusion", "true"},
           {"learning", "research", "true"},
           {"settlement", "closure", "phillips"}}};
}

}  // namespace

const std::vector<Preset>& model_presets() {
  static const std::vector<Preset> all = {
      {"standard", "The defaults of the blocks below as they stand.", {}}, frictionless(), relocation()};
  return all;
}

const Descriptor& model_descriptor() {
  static const Descriptor descriptor = [] {
    Descriptor block{"model", "Settings by behaviour; all have defaults.", {}};
    std::vector<std::string> names;
    for (const Preset& preset : model_presets()) names.push_back(preset.name);
    block.keys = {
        choice("preset", names,
               "Whose defaults the blocks have; keys written in the scenario, in a base it extends or "
               "by --set win over the preset.")};
    return block;
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
  std::vector<Descriptor> blocks = behaviour_descriptors();
  for (const PresetValue& value : preset.values) {
    const auto block = std::find_if(blocks.begin(), blocks.end(),
                                    [&](const Descriptor& each) { return each.name == value.block; });
    ENTREPOT_VALIDATE(block != blocks.end(), "a preset names the unknown block " + value.block);
    const auto key = std::find_if(block->keys.begin(), block->keys.end(),
                                  [&](const KeySpec& each) { return each.name == value.key; });
    ENTREPOT_VALIDATE(key != block->keys.end(), "a preset names the unknown key " + value.key);
    key->default_text = value.text;
  }
  return blocks;
}

ModelSettings relocation_settings() {
  ModelSettings on;
  on.routing.routes = on.stockpiling.stocks = on.entry_exit.active = true;
  on.investment.sites = on.investment.expansion = true;
  on.learning.active = on.learning.diffusion = on.learning.research = true;
  on.settlement.closure = WageClosure::phillips;
  return on;
}

}  // namespace entrepot
