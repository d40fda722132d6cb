// Presets: values take the place of defaults, the scenario's own keys win and are noted.
#include "models/behaviours/presets.hpp"

#include <gmock/gmock.h>

#include "scenarios/reader/keys.hpp"
#include "scenarios/reader/load.hpp"
#include "scenarios/reader/schema/describe.hpp"
#include "tests/support/scenario_files.hpp"

namespace entrepot::test::presets_test {

using namespace models;
using namespace scenarios;
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
  EXPECT_EQ(settings.sourcing.events, SourcingEvents::every_step);
  EXPECT_TRUE(settings.sourcing.resourcing);
  EXPECT_EQ(settings.sourcing.tiers, Tiers::two);
  EXPECT_EQ(settings.sourcing.match, MatchQuality::none);
  EXPECT_EQ(settings.sourcing.trade_elasticity_scale, 1.0);
  EXPECT_EQ(settings.sourcing.capacity_attraction, 0.0);
  EXPECT_EQ(settings.sourcing.value_exponent, 0.0);
  EXPECT_EQ(settings.ordering.short_run_sigma, 1.0);
  EXPECT_EQ(settings.ordering.input_elasticity, 1.0);
  EXPECT_EQ(settings.ordering.value_added_elasticity, 1.0);
  EXPECT_EQ(settings.pricing.adjustment, 1.0);
  EXPECT_EQ(settings.pricing.markup, 1.0);
  EXPECT_EQ(settings.pricing.utilisation_exponent, 0.0);
  EXPECT_EQ(settings.pricing.pricing, PriceRule::index);
  EXPECT_FALSE(settings.production.capacity);
  EXPECT_EQ(settings.demand.growth, 1.39);  // not the preset's business
}

TEST(Presets, RelocationTechnologySwitchesEveryMechanismOn) {
  const ModelSettings settings = model_settings(load({"model.preset=relocation-technology"}).model);
  EXPECT_TRUE(settings.routing.routes);
  EXPECT_TRUE(settings.stockpiling.stocks);
  EXPECT_TRUE(settings.entry_exit.active);
  EXPECT_TRUE(settings.investment.expansion);
  EXPECT_EQ(settings.settlement.closure, WageClosure::phillips);
  EXPECT_EQ(at_work(settings), MechanismSet(mechanisms().size(), true));
  EXPECT_TRUE(settings.investment.sites);
  EXPECT_TRUE(settings.investment.follow);
  EXPECT_TRUE(settings.investment.resource_inputs);
  EXPECT_TRUE(settings.learning.active);
  EXPECT_TRUE(settings.learning.diffusion);
  EXPECT_TRUE(settings.learning.research);
}

TEST(Presets, TheDefaultHasAllButTechnologyAndContractsNone) {
  const ModelSettings usual = model_settings(load({}).model);
  EXPECT_TRUE(usual.investment.sites && usual.routing.routes && usual.sourcing.enterprises);
  EXPECT_TRUE(usual.stockpiling.stocks && usual.entry_exit.active && usual.investment.expansion);
  EXPECT_FALSE(usual.learning.active || usual.learning.diffusion || usual.learning.research);
  const ModelSettings contracts = model_settings(load({"model.preset=contracts"}).model);
  EXPECT_FALSE(contracts.investment.sites || contracts.routing.routes || contracts.sourcing.enterprises);
  EXPECT_FALSE(contracts.stockpiling.stocks || contracts.entry_exit.active || contracts.investment.expansion);
  EXPECT_EQ(contracts.settlement.closure, WageClosure::fixed);
}

TEST(Presets, GiveTheSameWithoutAScenario) {
  for (const Preset& preset : model_presets()) {
    std::map<std::string, Values> read;
    for (const Descriptor& block : behaviour_descriptors(preset)) read[block.name] = default_values(block);
    const ModelSettings from_text = model_settings(read);
    const ModelSettings direct = preset_settings(preset.name);
    for (const BehaviourDescriptor& block : behaviour_descriptors()) {
      for (const Binding<ModelSettings>& binding : block.bindings)
        EXPECT_TRUE(binding.get(direct) == binding.get(from_text)) << preset.name << " " << binding.key.name;
    }
  }
  EXPECT_THROW(static_cast<void>(preset_settings("none")), BugError);
}

TEST(Presets, TheirMechanismsAreAllButThoseOfEveryModel) {
  std::vector<std::string> names;
  for (const Mechanism& mechanism : preset_mechanisms()) names.push_back(mechanism.name);
  EXPECT_THAT(names, ElementsAre("routing", "base-plants", "sites", "resource-inputs", "follow", "expansion",
                                 "entry-exit", "learning", "diffusion", "research", "stocks",
                                 "critical-inputs", "front-loading"));
}

TEST(Presets, TheScenariosOwnKeysWinAndAreNoted) {
  const Scenario scenario =
      load({"model.preset=frictionless", "model.ordering.short_run_sigma=0.4", "model.pricing.markup=1.0"});
  EXPECT_EQ(model_settings(scenario.model).ordering.short_run_sigma, 0.4);
  EXPECT_EQ(model_settings(scenario.model).ordering.input_elasticity, 1.0);
  EXPECT_THAT(scenario.notes, ElementsAre(HasSubstr("model.ordering.short_run_sigma differs from 1")));
}

TEST(Presets, RelocationIsTheDefault) {
  const Scenario plain = load({});
  const Scenario named = load({"model.preset=relocation"});
  EXPECT_EQ(plain.preset, "relocation");
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
    const std::vector<Descriptor> standard = behaviour_descriptors(*find_preset("contracts"));
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
  EXPECT_THAT(describe("contracts"), HasSubstr("investment.sites"));
  EXPECT_THAT(describe("relocation"), HasSubstr("The default."));
}

}  // namespace
}  // namespace entrepot::test::presets_test
