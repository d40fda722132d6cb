#include "scenarios/reader/difference.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "scenarios/reader/load.hpp"
#include "tests/support/scenario_files.hpp"

namespace entrepot::test::difference_test {

using namespace scenarios;
namespace {

Scenario load(const std::vector<std::string>& overrides = {}) {
  return load_scenario("trade-war-2018", overrides, support::source_paths(), support::world2017_names);
}

const ScenarioDifference* find(const std::vector<ScenarioDifference>& all, const std::string& key) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.key == key; });
  return found == all.end() ? nullptr : &*found;
}

TEST(ScenarioDifferences, NoneOfAScenarioWithItself) {
  EXPECT_TRUE(scenario_differences(load(), load()).empty());
}

TEST(ScenarioDifferences, NameKeysOfPoliciesByTheirIds) {
  const std::vector<ScenarioDifference> all =
      scenario_differences(load(), load({"policies[list-3].rate=+12 pp", "world.firms=3000", "seed=9"}));
  EXPECT_EQ(all.size(), 3U);
  ASSERT_NE(find(all, "policies[list-3].rate"), nullptr);
  EXPECT_EQ(find(all, "policies[list-3].rate")->second, "+12 pp");
  EXPECT_EQ(find(all, "world.firms")->first, "20000");
  EXPECT_EQ(find(all, "world.firms")->second, "3000");
  EXPECT_NE(find(all, "seed"), nullptr);
}

TEST(ScenarioDifferences, KeysOfOneSideOnlyAndTheOrderOfPolicies) {
  const support::TemporaryFolder folder;
  const std::string tariff = "{type: tariff, importer: USA, origin: CHN, rate: +5 pp, from: 2018-01-01, id: ";
  const auto read = [&](const std::string& name, const std::string& policies) {
    const std::string text =
        "schema: 1\nname: x\nextends: no-policy\nseed: 1\nworld: {name: world2017}\n"
        "calendar: {start: 2018-01, end: 2018-12}\npolicies: [" +
        policies + "]\n";
    return load_scenario(folder.write(name, text), {}, support::source_paths(), support::world2017_names);
  };
  const Scenario first = read("a.yaml", tariff + "p}, " + tariff + "q}");
  const Scenario second = read("b.yaml", tariff + "q}, " + tariff + "p}, " + tariff + "r}");
  const std::vector<ScenarioDifference> all = scenario_differences(first, second);
  ASSERT_NE(find(all, "policies"), nullptr);
  EXPECT_EQ(find(all, "policies")->first, "p, q");
  EXPECT_EQ(find(all, "policies")->second, "q, p");
  ASSERT_NE(find(all, "policies[r].rate"), nullptr);
  EXPECT_EQ(find(all, "policies[r].rate")->first, "");
  EXPECT_EQ(find(all, "policies[p].rate"), nullptr);
}

}  // namespace
}  // namespace entrepot::test::difference_test
