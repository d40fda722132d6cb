#include "tools/entrepot/parts/schedule_path.hpp"

#include <gmock/gmock.h>

#include "tests/support/policy_case.hpp"

namespace entrepot::test::schedule_path_test {

using namespace tools;
namespace {

using test::PolicyCase;
using ::testing::ElementsAre;

const Calendar calendar{Month(2018, 1), 24};

TEST(FlowQuery, ReadsRegionsAndProducts) {
  const WorldTable table = test::policy_world();
  EXPECT_THAT(parse_flow("B->A:84.2", table).products, ElementsAre(1));
  EXPECT_THAT(parse_flow("B->A:84", table).products, ElementsAre(0, 1));
  EXPECT_THAT(parse_flow("B->A", table).products, ElementsAre(0, 1, 2));  // goods
  EXPECT_EQ(parse_flow("B->A", table).origin, 1U);
  for (const char* wrong : {"B-A", "B->E", "E->A", "B->A:99", "B->", ""})
    EXPECT_THROW(static_cast<void>(parse_flow(wrong, table)), UsageError) << wrong;
}

TEST(FlowPath, NamesTheSourcesOfEveryTerm) {
  const PolicyCase policy(
      {"{type: tariff, importer: A, origin: B, product: \"84.1\", rate: +20 pp, from: 2018-07-01}",
       "{type: tariff, importer: A, rate: 10 %, from: 2019-01-01, until: 2019-07-01}",
       "{type: risk_wedge, importer: A, origin: B, wedge: 0.1, from: 2019-01-01}"});
  const auto path =
      flow_path(parse_flow("B->A:84.1", policy.table()), policy.table(), policy.instruments(), calendar);
  ASSERT_EQ(path.size(), 24U);
  EXPECT_DOUBLE_EQ(path[0].values[0], 2.0);
  EXPECT_TRUE(path[0].sources.empty());
  EXPECT_DOUBLE_EQ(path[6].values[0], 22.0);
  ASSERT_EQ(path[12].sources.size(), 3U);
  EXPECT_EQ(path[12].sources[1].policy, 1U);
  EXPECT_NEAR(path[12].sources[1].change, -12.0, 1e-9);
  EXPECT_EQ(path[12].sources[2].term, 2U);
  EXPECT_NEAR(path[12].values[2], 10.0, 1e-9);
  EXPECT_DOUBLE_EQ(path[18].values[0], 22.0);
}

// 84.1 is a quarter of B's MAC sales.
TEST(FlowPath, WeighsProductsByBaseTrade) {
  const PolicyCase policy(
      {"{type: tariff, importer: A, origin: B, product: \"84.1\", rate: +20 pp, from: 2018-01-01}"});
  const auto path =
      flow_path(parse_flow("B->A:84", policy.table()), policy.table(), policy.instruments(), calendar);
  EXPECT_NEAR(path[0].values[0], 2.0 + 0.25 * 20.0, 1e-9);
}

}  // namespace
}  // namespace entrepot::test::schedule_path_test
