// What a stored scenario says was assumed.
#include "tools/entrepot/parts/assumptions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/core/error.hpp"

namespace entrepot::test::assumptions_test {

using namespace outputs;
using namespace tools;
namespace {

const char* const text = R"(schema: 1
name: mine
description: Two lists.
seed: 7
world:
  firms: 3000
policies:
  - id: list-1
    type: tariff
    importer: USA
    list: ["1", "2"]
    from: 2018-07-06
    until: 2031-01-01
  - id: late
    type: tariff
    schedule: {file: f.csv, values: levels}
    from: 2019-01-01
model:
  preset: default
  sourcing:
    trade_elasticity_scale: 0.9
)";

std::string value_of(const Assumptions& assumed, const std::string& name) {
  for (const Setting& setting : assumed.settings) {
    if (setting.name == name) return setting.value + " | " + setting.usual;
  }
  return "none";
}

TEST(Assumptions, PoliciesAreShownAsWritten) {
  const Assumptions assumed = assumptions_of(text, "a.h5");
  EXPECT_EQ(assumed.name, "mine");
  ASSERT_EQ(assumed.policies.size(), 2U);
  EXPECT_EQ(assumed.policies[0].id, "list-1");
  EXPECT_EQ(assumed.policies[0].dates, "2018-07-06 to 2031-01-01");
  EXPECT_EQ(assumed.policies[0].terms, "importer: USA; list: [1, 2]");
  EXPECT_EQ(assumed.policies[1].dates, "2019-01-01");
  EXPECT_EQ(assumed.policies[1].terms, "schedule: {file: f.csv, values: levels}");
}

TEST(Assumptions, SettingsStandBesideTheirDefaults) {
  const Assumptions assumed = assumptions_of(text, "a.h5");
  EXPECT_EQ(value_of(assumed, "world.firms"), "3000 | ");
  EXPECT_EQ(value_of(assumed, "seed"), "7 | ");
  EXPECT_THAT(value_of(assumed, "model.sourcing.trade_elasticity_scale"), ::testing::StartsWith("0.9 | 0."));
  EXPECT_EQ(value_of(assumed, "name"), "none");
}

TEST(Assumptions, AFileWithoutAScenarioIsRefused) {
  EXPECT_THROW(static_cast<void>(assumptions_of("", "a.h5")), InputError);
  EXPECT_THROW(static_cast<void>(assumptions_of("[1, 2]", "a.h5")), InputError);
}

}  // namespace
}  // namespace entrepot::test::assumptions_test
