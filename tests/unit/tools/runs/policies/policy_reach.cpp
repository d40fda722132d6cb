#include "tools/runs/policies/policy_reach.hpp"

#include <gmock/gmock.h>

#include "tests/support/policy_case.hpp"

namespace entrepot::test::policy_reach_test {

using namespace tools;
namespace {

using test::PolicyCase;
using ::testing::ElementsAre;

const Calendar calendar{Month(2018, 1), 24};

TEST(PolicyReach, SaysWhenAndWhatAPolicyMoves) {
  const PolicyCase policy(
      {"{type: demand_expansion, region: D, rise: 0.02, from: 2018-06-15, until: 2019-03-01}",
       "{type: onshoring, importer: A, wedge: 0.1, from: 2025-01-01}"});
  const auto reach = policy_reach(policy.table(), policy.instruments(), calendar);
  EXPECT_TRUE(reach[0].acts);
  EXPECT_EQ(reach[0].first, Month(2018, 6));
  EXPECT_EQ(reach[0].last, Month(2019, 2));
  EXPECT_THAT(reach[0].levers, ElementsAre("budget"));
  EXPECT_THAT(reach[0].elements, ElementsAre(1));
  EXPECT_FALSE(reach[1].acts);
}

}  // namespace
}  // namespace entrepot::test::policy_reach_test
