// The library scenarios: readable, resolved to text that reads back as itself.
#include <gmock/gmock.h>

#include <map>
#include <nlohmann/json.hpp>

#include "models/behaviours/presets.hpp"
#include "models/policies/registry.hpp"
#include "scenarios/data/load_world.hpp"
#include "scenarios/reader/load.hpp"
#include "scenarios/reader/schema/describe.hpp"
#include "scenarios/reader/schema/json_schema.hpp"
#include "tests/support/scenario_files.hpp"
#include "tests/support/source_dir.hpp"
#include "tools/runs/worlds.hpp"

namespace entrepot::test::library_test {

using namespace models;
using namespace scenarios;
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Scenario load(const std::string& name, const std::vector<std::string>& overrides = {}) {
  return load_scenario(name, overrides, support::source_paths(), support::world2017_names);
}

TEST(Library, NoPolicyHasTheDefaults) {
  const Scenario scenario = load("no-policy");
  EXPECT_EQ(scenario.name, "no-policy");
  EXPECT_EQ(scenario.seed, 1U);
  EXPECT_EQ(scenario.replicates, 5);
  EXPECT_TRUE(scenario.resynthesise);
  EXPECT_EQ(scenario.world.firms, 20000);
  EXPECT_EQ(scenario.world.slots_per_firm, 30.0);
  EXPECT_EQ(scenario.world.size_tail, 1.06);
  EXPECT_EQ(scenario.calendar.start, Month(2017, 1));
  EXPECT_EQ(scenario.calendar.steps, 168);
  EXPECT_TRUE(scenario.policies.empty());
  EXPECT_EQ(scenario.model.at("sourcing").number("trade_elasticity_scale"), 0.45);
  EXPECT_EQ(scenario.model.at("sourcing").number("gap_hazard"), 3.0);
  EXPECT_EQ(scenario.model.at("sourcing").get<std::string>("tiers"), "two");
  EXPECT_EQ(scenario.model.at("demand").number("growth"), 1.0);
  EXPECT_EQ(scenario.preset, "relocation");
}

TEST(Library, ANumberOfReplicatesKeepsTheBasesRedrawing) {
  for (const std::string change : {"replicates=8", "replicates.count=8"}) {
    const Scenario scenario = load("no-policy", {change});
    EXPECT_EQ(scenario.replicates, 8) << change;
    EXPECT_TRUE(scenario.resynthesise) << change;
  }
  EXPECT_FALSE(load("no-policy", {"replicates={count: 8}"}).resynthesise);
}

TEST(Library, TradeWarHasItsListsInOrder) {
  const Scenario scenario = load("trade-war-2018");
  std::vector<std::string> ids;
  for (const PolicySpec& policy : scenario.policies) ids.push_back(policy.id);
  EXPECT_THAT(ids, ElementsAre("list-1", "list-2", "list-3", "list-3-rise", "list-4a", "list-4a-halved",
                               "china-mfn-cuts", "china-retaliation"));
  const Values& first = scenario.policies[0].values;
  EXPECT_DOUBLE_EQ(first.get<Rate>("rate").value, 0.25);
  EXPECT_TRUE(first.get<Rate>("rate").adds);
  EXPECT_EQ(format_date(first.get<Date>("announced")), "2018-06-15");
  const ScheduleTable& cuts = scenario.policies[6].values.get<ScheduleTable>("schedule");
  EXPECT_TRUE(cuts.increments);
  EXPECT_EQ(cuts.row_kind, "product");
  EXPECT_EQ(cuts.rows.size(), 205U);
  EXPECT_EQ(cuts.dates.size(), 3U);
  EXPECT_DOUBLE_EQ(cuts.values[1 * 205 + 2], -0.03);  // 03.0 on 2018-07-01
  EXPECT_EQ(format_date(scenario.policies[6].values.get<Date>("from")), "2018-05-01");
  EXPECT_EQ(scenario.model.at("demand").number("growth"), 1.39);
}

TEST(Library, Tariffs2025StandsOnTheRisesOf2024AndHasAnswers) {
  const Scenario scenario = load("tariffs-2025");
  EXPECT_EQ(scenario.name, "tariffs-2025");
  const auto policy = [&](const std::string& id) -> const PolicySpec& {
    const auto at = std::find_if(scenario.policies.begin(), scenario.policies.end(),
                                 [&](const PolicySpec& one) { return one.id == id; });
    EXPECT_NE(at, scenario.policies.end()) << id;
    return *at;
  };
  EXPECT_EQ(policy("list-1").type, "tariff");
  EXPECT_EQ(policy("chips-2025").type, "tariff");
  const ScheduleTable& table = policy("us-2025").values.get<ScheduleTable>("schedule");
  EXPECT_EQ(table.row_kind, "origin");
  EXPECT_EQ(table.rows.size(), 14U);
  EXPECT_DOUBLE_EQ(table.values[4 * 14 + 3], 0.45);  // VNM from 2025-04-05
  EXPECT_DOUBLE_EQ(policy("china-125").values.get<Rate>("rate").value, 1.25);
  EXPECT_EQ(format_date(policy("china-10").values.get<Date>("from")), "2025-05-14");
  EXPECT_EQ(scenario.model.at("demand").number("growth"), 1.39);
}

// Duty of `importer` on a product of `origin`, percent, in a month of a scenario.
double duty_of(const std::string& scenario_file, const std::string& origin, const std::string& importer,
               const std::string& product, Month month) {
  const WorldTable table = load_world({test::source_dir() + "/scenarios/worlds/world2017"});
  const Scenario scenario = load_scenario(scenario_file, {}, support::source_paths(),
                                          [&](const WorldSpec&) { return world_names(table); });
  const auto owned = make_instruments(scenario, table);
  std::vector<const Instrument*> instruments;
  for (const auto& instrument : owned) instruments.push_back(instrument.get());
  const auto at = [](const std::vector<std::string>& all, const std::string& one) {
    return static_cast<std::size_t>(std::find(all.begin(), all.end(), one) - all.begin());
  };
  return 100.0 * resolve_levers(table, instruments, month)
                     .duty[table.duty_index(at(table.regions, importer), at(table.regions, origin),
                                            at(table.products, product))];
}

double china_duty(const std::string& name, const std::string& product, Month month) {
  return duty_of(name, "USA", "CHN", product, month);
}

TEST(Library, PhaseOneLeavesTheDutiesOnAllOriginsAlone) {
  EXPECT_NEAR(china_duty("phase-one", "8703", Month(2021, 1)), 15.0, 1e-9) << "not 12.5";
  EXPECT_LT(china_duty("phase-one", "01", Month(2021, 1)),
            china_duty("trade-war-2018", "01", Month(2021, 1)));
}

TEST(Library, ChinasAnswerOf2025GoesUpAndComesDown) {
  const double before = china_duty("tariffs-2025", "8542", Month(2025, 3));
  EXPECT_NEAR(china_duty("tariffs-2025", "8542", Month(2025, 4)), before + (84.0 * 2 + 125.0 * 19) / 30,
              1e-9);
  EXPECT_NEAR(china_duty("tariffs-2025", "8542", Month(2025, 6)), before + 10.0, 1e-9);
}

// The ten lines of docs/scenarios.md.
TEST(Library, TenLinesOnATemplateGiveTheirDuties) {
  const support::TemporaryFolder folder;
  const std::string mine = folder.write(
      "mine.yaml",
      "schema: 1\nname: mine\nextends: universal-tariff\nseed: 1\nworld: {name: world2017, firms: 20000}\n"
      "calendar: {start: 2025-07, end: 2029-12}\npolicies:\n"
      "  - {id: everybody, type: tariff, importer: USA, rate: 10 %, from: 2026-01-01}\n"
      "  - {id: rival, type: tariff, importer: USA, origin: CHN, rate: 60 %, from: 2026-01-01}\n"
      "  - {id: answer, type: retaliation, importer: CHN, against: USA, delay: 3 months, from: "
      "2026-04-01}\n");
  EXPECT_NEAR(duty_of(mine, "CHN", "USA", "8542", Month(2025, 12)), 0.0, 1e-9);
  EXPECT_NEAR(duty_of(mine, "CHN", "USA", "8542", Month(2026, 1)), 60.0, 1e-9);
  EXPECT_NEAR(duty_of(mine, "VNM", "USA", "8542", Month(2026, 1)), 10.0, 1e-9);
  const double before = china_duty(mine, "8542", Month(2026, 3));
  EXPECT_NEAR(before, china_duty("no-policy", "8542", Month(2026, 3)), 1e-9);
  EXPECT_NEAR(china_duty(mine, "8542", Month(2026, 4)), before + 60.0, 1e-9);
  EXPECT_NEAR(duty_of("universal-tariff", "CHN", "USA", "8542", Month(2025, 2)), 60.0, 1e-9);
  EXPECT_GT(china_duty("universal-tariff", "8542", Month(2025, 5)), 55.0);
}

TEST(Library, ResolvedTextReadsBackAsItself) {
  const support::TemporaryFolder folder;
  for (const std::string name : {"no-policy", "trade-war-2018", "tariffs-2025"}) {
    const Scenario scenario = load(name, {"seed=7", "model.sourcing.tiers=one"});
    const Scenario again = load(folder.write("resolved.yaml", scenario.resolved_text));
    EXPECT_EQ(again.resolved_text, scenario.resolved_text);
    EXPECT_EQ(again.seed, 7U);
    EXPECT_EQ(again.policies.size(), scenario.policies.size());
    EXPECT_EQ(again.model.at("sourcing").get<std::string>("tiers"), "one");
    EXPECT_THAT(scenario.resolved_text, ::testing::Not(HasSubstr("extends")));
    EXPECT_THAT(scenario.resolved_text, ::testing::Not(HasSubstr(test::source_dir())));
  }
}

TEST(Library, EveryScenarioSaysWhatItIsAboutAndItsPoliciesBindToTheirWorld) {
  std::map<std::string, WorldTable> worlds;  // by name
  const auto world_of = [&](const WorldSpec& world) -> const WorldTable& {
    const auto known = worlds.find(world.name);
    return known != worlds.end() ? known->second
                                 : worlds.emplace(world.name, tools::read_world(world)).first->second;
  };
  for (const std::string& name : support::source_paths().scenario_names()) {
    const Scenario scenario = load_scenario(name, {}, support::source_paths(), [&](const WorldSpec& world) {
      return world_names(world_of(world));
    });
    const WorldTable& table = world_of(scenario.world);
    EXPECT_EQ(scenario.name, name);
    EXPECT_GT(scenario.description.size(), 20U) << name;
    const auto owned = make_instruments(scenario, table);
    std::vector<const Instrument*> instruments;
    for (const auto& instrument : owned) instruments.push_back(instrument.get());
    const Levers last = resolve_levers(table, instruments, scenario.calendar.at(scenario.calendar.steps - 1));
    EXPECT_EQ(last.duty != table.base_duty || !last.ban.empty(), name != "no-policy") << name;
  }
}

TEST(Library, OverridesReachOneOrAllPolicies) {
  const Scenario one = load("trade-war-2018", {"policies[list-1].scale=2"});
  EXPECT_EQ(one.policies[0].values.number("scale"), 2.0);
  EXPECT_EQ(one.policies[1].values.number("scale"), 1.0);
  const Scenario all = load("trade-war-2018", {"policies[*].scale=0"});
  for (const PolicySpec& policy : all.policies) EXPECT_EQ(policy.values.number("scale"), 0.0);
  const Scenario list = load("trade-war-2018", {"policies[list-1].origin=[CHN, VNM]", "world.firms=5000"});
  EXPECT_THAT(list.policies[0].values.names("origin"), ElementsAre("CHN", "VNM"));
  EXPECT_EQ(list.world.firms, 5000);
}

// What it is about, a scenario says itself.
TEST(Library, AScenarioOfOnesOwnInheritsNoDescription) {
  const support::TemporaryFolder folder;
  const std::string own = folder.write("own.yaml", "schema: 1\nname: own\nextends: tariffs-2025\n");
  EXPECT_EQ(load(own).description, "");
  const std::string told =
      folder.write("told.yaml", "schema: 1\nname: told\ndescription: mine\nextends: own\n");
  EXPECT_EQ(load(told).description, "mine");
  EXPECT_NE(load("tariffs-2025").description, "");
}

TEST(Describe, EveryTopicSpeaksOfItsKeys) {
  EXPECT_THAT(describe(""), HasSubstr("tariff"));
  EXPECT_THAT(describe("policies"), HasSubstr("tariff"));
  EXPECT_THAT(describe("model"), HasSubstr("sourcing"));
  EXPECT_THAT(describe("world"), HasSubstr("slots_per_firm"));
  EXPECT_THAT(describe("calendar"), HasSubstr("1 month"));
  for (const PolicyDescriptor& policy : policy_descriptors()) {
    const std::string text = describe(policy.name);
    for (const KeySpec& key : policy.keys) EXPECT_THAT(text, HasSubstr(key.help));
  }
  for (const Descriptor& behaviour : behaviour_descriptors(default_preset())) {
    const std::string text = describe(behaviour.name);
    for (const KeySpec& key : behaviour.keys) EXPECT_THAT(text, HasSubstr(key.default_text));
  }
  EXPECT_THAT(describe("entry_exit"), HasSubstr("true      ")) << "the default preset's defaults";
}

TEST(Describe, UnknownTopicSuggestsTheNearest) {
  try {
    static_cast<void>(describe("tarif"));
    FAIL() << "an unknown topic was accepted";
  } catch (const UsageError& error) {
    EXPECT_THAT(error.what(), HasSubstr("did you mean \"tariff\"?"));
  }
}

TEST(JsonSchema, HasEveryKeyAndForbidsOthers) {
  const nlohmann::json schema = json_schema({});
  EXPECT_EQ(schema["additionalProperties"], false);
  EXPECT_TRUE(schema["properties"].contains("extends"));
  const auto& tariff = schema["properties"]["policies"]["items"]["allOf"][0]["then"];
  EXPECT_EQ(tariff["additionalProperties"], false);
  for (const KeySpec& key : policy_descriptors()[0].keys)
    EXPECT_TRUE(tariff["properties"].contains(key.name));
  for (const Descriptor& behaviour : behaviour_descriptors()) {
    const auto& block = schema["properties"]["model"]["properties"][behaviour.name];
    for (const KeySpec& key : behaviour.keys) EXPECT_TRUE(block["properties"].contains(key.name)) << key.name;
  }
}

}  // namespace
}  // namespace entrepot::test::library_test
