#include "tools/runs/world_key.hpp"

#include <fmt/format.h>

#include "models/behaviours/registry.hpp"

namespace entrepot::tools {

using namespace models;
using namespace scenarios;

std::string TableKey::text() const {
  return fmt::format(
      "data_hash: {}; world.product_origins: {}; model.pricing.markup: {}; world.owner_judgement: {}",
      data_hash, product_origins, markup, owner_judgement);
}

std::string WorldKey::text() const {
  return table.text() + fmt::format(
                            "; world.firms: {}; world.slots_per_firm: {}; world.size_tail: {}; "
                            "world.multinational_share: {}; seed: {}; replicates.resynthesise: {}",
                            firms, slots_per_firm, size_tail, multinational_share, seed, redrawn.has_value());
}

TableKey table_key(const Scenario& scenario, const WorldTable& table) {
  return {table.data_hash, scenario.world.product_origins, model_settings(scenario.model).pricing.markup,
          scenario.world.owner_judgement};
}

WorldKey world_key(const Scenario& scenario, const WorldTable& table, int replicate) {
  return {table_key(scenario, table),
          scenario.world.firms,
          scenario.world.slots_per_firm,
          scenario.world.size_tail,
          scenario.world.multinational_share,
          scenario.seed,
          scenario.resynthesise ? std::optional(replicate) : std::nullopt};
}

SynthesisOptions synthesis_options(const WorldKey& key) {
  SynthesisOptions options;
  options.firms = key.firms;
  options.slots_per_firm = key.slots_per_firm;
  options.size_tail = key.size_tail;
  options.multinational_share = key.multinational_share;
  options.judgement_scale = key.table.owner_judgement;
  options.markup = key.table.markup;
  // Dynamic streams of replicate r use r + 1; worlds of redrawn replicates use the upper half.
  options.seed = {key.seed, key.redrawn ? 0x80000000U + static_cast<std::uint32_t>(*key.redrawn) : 0U};
  return options;
}

}  // namespace entrepot::tools
