// Presets: values take the place of defaults, the scenario's own keys win and are noted.
#include "models/behaviours/presets.hpp"

#include <gmock/gmock.h>

#include "models/behaviours/model_settings.hpp"
#include "scenarios/reader/load.hpp"
#include "scenarios/reader/schema/describe.hpp"
#include "tests/support/scenario_files.hpp"

namespace entrepot {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Scenario load(const std::vector<std::string>& overrides) {
  return load_scenario("trade-war-2018", overrides, support::source_paths(), support::world2017_names);
}

TEST(Presets, FrictionlessIsTheLimitOfTheDesign) {
  const Scenario scenario = load({"model.preset=frictionless"});
  EXPECT_EQ(scenario.preset, "frictionless");
  EXPECT_THAT(scenario.notes, ::testing::Each(::testing::Not(HasSubstr("preset"))));
  const ModelSettings settings = model_settings(scenario.model);
  EXPECT_TRUE(settings.sourcing.every_step);
  EXPECT_TRUE(settings.sourcing.resourcing);
  EXPECT_TRUE(settings.sourcing.two_tiers);
  EXPECT_FALSE(settings.sourcing.frechet_match);
  EXPECT_EQ(settings.sourcing.trade_elasticity_scale, 1.0);
  EXPECT_EQ(settings.sourcing.capacity_attraction, 0.0);
  EXPECT_EQ(settings.sourcing.value_exponent, 0.0);
  EXPECT_EQ(settings.ordering.short_run_sigma, 1.0);
  EXPECT_EQ(settings.ordering.input_elasticity, 1.0);
  EXPECT_EQ(settings.ordering.value_added_elasticity, 1.0);
  EXPECT_EQ(settings.pricing.adjustment, 1.0);
  EXPECT_EQ(settings.pricing.markup, 1.0);
  EXPECT_EQ(settings.pricing.utilisation_exponent, 0.0);
  EXPECT_FALSE(settings.pricing.own);
  EXPECT_FALSE(settings.production.capacity);
  EXPECT_EQ(settings.demand.growth, 1.39);  // not the preset's business
}

TEST(Presets, RelocationSwitchesEveryMechanismOn) {
  const ModelSettings settings = model_settings(load({"model.preset=relocation"}).model);
  const ModelSettings same = relocation_settings();
  EXPECT_EQ(same.routing.routes, settings.routing.routes);
  EXPECT_EQ(same.stockpiling.stocks, settings.stockpiling.stocks);
  EXPECT_EQ(same.entry_exit.active, settings.entry_exit.active);
  EXPECT_EQ(same.investment.sites, settings.investment.sites);
  EXPECT_EQ(same.investment.expansion, settings.investment.expansion);
  EXPECT_EQ(same.learning.active && same.learning.diffusion && same.learning.research, true);
  EXPECT_EQ(same.settlement.closure, settings.settlement.closure);
  EXPECT_EQ(find_preset("relocation")->values.size(), 9U);  // a new one is told to relocation_settings() too
  EXPECT_TRUE(settings.investment.sites);
  EXPECT_TRUE(settings.investment.follow);
  EXPECT_TRUE(settings.investment.resource_inputs);
  EXPECT_TRUE(settings.learning.active);
  EXPECT_TRUE(settings.learning.diffusion);
  EXPECT_TRUE(settings.learning.research);
  const ModelSettings standard = model_settings(load({}).model);
  EXPECT_FALSE(standard.investment.sites);
  EXPECT_FALSE(standard.learning.active || standard.learning.diffusion || standard.learning.research);
}

TEST(Presets, TheScenariosOwnKeysWinAndAreNoted) {
  const Scenario scenario =
      load({"model.preset=frictionless", "model.ordering.short_run_sigma=0.4", "model.pricing.markup=1.0"});
  EXPECT_EQ(model_settings(scenario.model).ordering.short_run_sigma, 0.4);
  EXPECT_EQ(model_settings(scenario.model).ordering.input_elasticity, 1.0);
  EXPECT_THAT(scenario.notes, ElementsAre(HasSubstr("model.ordering.short_run_sigma differs from 1")));
}

TEST(Presets, StandardIsTheDefault) {
  const Scenario plain = load({});
  const Scenario named = load({"model.preset=standard"});
  EXPECT_EQ(plain.preset, "standard");
  EXPECT_EQ(named.resolved_text, plain.resolved_text);
  EXPECT_EQ(named.notes, plain.notes);
}

TEST(Presets, ResolvedTextHoldsTheValuesAndReadsBack) {
  const support::TemporaryFolder folder;
  const Scenario scenario = load({"model.preset=frictionless"});
  EXPECT_THAT(scenario.resolved_text, HasSubstr("events: every-step"));
  const Scenario again = load_scenario(folder.write("resolved.yaml", scenario.resolved_text), {},
                                       support::source_paths(), support::world2017_names);
  EXPECT_EQ(again.resolved_text, scenario.resolved_text);
  EXPECT_EQ(again.notes, scenario.notes);
}

TEST(Presets, EveryValueBelongsToAKeyAndChangesItsDefault) {
  for (const Preset& preset : model_presets()) {
    const std::vector<Descriptor> standard = behaviour_descriptors(model_presets().front());
    const std::vector<Descriptor> changed = behaviour_descriptors(preset);
    std::size_t differ = 0;
    for (std::size_t b = 0; b < changed.size(); ++b) {
      for (std::size_t k = 0; k < changed[b].keys.size(); ++k)
        differ += changed[b].keys[k].default_text != standard[b].keys[k].default_text ? 1U : 0U;
    }
    EXPECT_EQ(differ, preset.values.size()) << preset.name;
  }
}

TEST(Presets, AreDescribed) {
  EXPECT_THAT(describe("model"), HasSubstr("frictionless"));
  EXPECT_THAT(describe("frictionless"), HasSubstr("sourcing.events"));
  EXPECT_THAT(describe("standard"), HasSubstr("standard"));
}

}  // namespace
}  // namespace entrepot
