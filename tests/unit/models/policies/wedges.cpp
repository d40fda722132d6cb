#include <gmock/gmock.h>

#include <cmath>

#include "sim/core/error.hpp"
#include "tests/support/policy_case.hpp"

namespace entrepot::test::wedges_test {
namespace {

using test::policy_faults;
using test::PolicyCase;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Wedges are ln(1 + wedge) at full strength; regions A B C D, D the farthest from A by far.
double wedge(const PolicyCase& policy, const std::string& origin, const std::string& destination,
             Month month) {
  return policy.flow(&Levers::log_wedge, origin, destination, "02", month);
}

TEST(RiskWedge, MovesTheChoiceOfTheNamedPairsOnly) {
  const PolicyCase policy({"{type: risk_wedge, importer: A, origin: D, wedge: 0.1, from: 2018-01-01}"});
  EXPECT_THAT(policy.touched(Month(2019, 1)), ElementsAre("log_wedge"));
  EXPECT_NEAR(wedge(policy, "D", "A", Month(2019, 1)), std::log(1.1), 1e-12);
  EXPECT_EQ(policy.moved(&Levers::log_wedge, Month(2019, 1)), 3U);  // goods only
}

TEST(RiskWedge, MutualMeansBothWays) {
  const PolicyCase policy(
      {"{type: risk_wedge, importer: A, origin: D, wedge: 0.1, mutual: true, from: 2018-01-01}"});
  EXPECT_NEAR(wedge(policy, "A", "D", Month(2019, 1)), std::log(1.1), 1e-12);
  EXPECT_EQ(policy.moved(&Levers::log_wedge, Month(2019, 1)), 6U);
}

TEST(RiskWedge, GrowsByDate) {
  const PolicyCase policy(
      {"{type: risk_wedge, importer: A, origin: D, wedge: 0.1, from: 2018-01-01, full_from: 2020-01-01}"});
  const double first = wedge(policy, "D", "A", Month(2018, 6));
  const double second = wedge(policy, "D", "A", Month(2019, 6));
  EXPECT_GT(first, 0.0);
  EXPECT_GT(second, first);
  EXPECT_LT(second, std::log(1.1));
  EXPECT_NEAR(wedge(policy, "D", "A", Month(2020, 1)), std::log(1.1), 1e-12);
}

TEST(RiskWedge, ByPoliticalRank) {
  const PolicyCase policy(
      {"{type: risk_wedge, importer: A, wedge: 0.1, by: political-rank, from: 2018-01-01}"});
  EXPECT_DOUBLE_EQ(wedge(policy, "B", "A", Month(2019, 1)), 0.0);
  EXPECT_NEAR(wedge(policy, "C", "A", Month(2019, 1)), 0.5 * std::log(1.1), 1e-12);
  EXPECT_NEAR(wedge(policy, "D", "A", Month(2019, 1)), std::log(1.1), 1e-12);
}

TEST(RiskWedge, NeedsPoliticalDistancesToRankBy) {
  WorldTable table = test::policy_world();
  table.political_distance.clear();
  const std::string text =
      "{type: risk_wedge, importer: A, wedge: 0.1, by: political-rank, from: 2018-01-01}";
  EXPECT_THROW(PolicyCase({text}, table), InputError);
  EXPECT_THROW(PolicyCase({"{type: friendshoring, importer: A, wedge: 0.1, from: 2018-01-01}"}, table),
               InputError);
  EXPECT_NO_THROW(PolicyCase({"{type: risk_wedge, importer: A, wedge: 0.1, from: 2018-01-01}"}, table));
}

TEST(Friendshoring, FollowsRanksAndSparesHome) {
  const PolicyCase policy({"{type: friendshoring, importer: A, wedge: 0.2, from: 2018-01-01}"});
  EXPECT_THAT(policy.touched(Month(2019, 1)), ElementsAre("log_wedge"));
  EXPECT_DOUBLE_EQ(wedge(policy, "A", "A", Month(2019, 1)), 0.0);
  EXPECT_DOUBLE_EQ(wedge(policy, "B", "A", Month(2019, 1)), 0.0);
  EXPECT_NEAR(wedge(policy, "D", "A", Month(2019, 1)), std::log(1.2), 1e-12);
  EXPECT_DOUBLE_EQ(wedge(policy, "D", "B", Month(2019, 1)), 0.0);
}

TEST(Nearshoring, IsProportionalToDistance) {
  const PolicyCase policy({"{type: nearshoring, importer: A, wedge: 0.2, from: 2018-01-01}"});
  EXPECT_NEAR(wedge(policy, "B", "A", Month(2019, 1)), std::log(1.2) / 9, 1e-12);
  EXPECT_NEAR(wedge(policy, "D", "A", Month(2019, 1)), std::log(1.2), 1e-12);
  WorldTable table = test::policy_world();
  table.distance_km.clear();
  EXPECT_THROW(PolicyCase({"{type: nearshoring, importer: A, wedge: 0.2, from: 2018-01-01}"}, table),
               InputError);
}

TEST(Onshoring, TreatsAllImportsAlike) {
  const PolicyCase policy({"{type: onshoring, importer: A, wedge: 0.2, sector: FOO, from: 2018-01-01}"});
  EXPECT_EQ(policy.moved(&Levers::log_wedge, Month(2019, 1)), 3U);
  for (const char* origin : {"B", "C", "D"})
    EXPECT_NEAR(wedge(policy, origin, "A", Month(2019, 1)), std::log(1.2), 1e-12);
  EXPECT_DOUBLE_EQ(wedge(policy, "A", "A", Month(2019, 1)), 0.0);
}

TEST(StandardsBloc, StandsBetweenTheBlocsBothWays) {
  const PolicyCase policy(
      {"{type: standards_bloc, members: [A, B], wedge: 0.3, sector: FOO, from: 2018-01-01}"});
  EXPECT_EQ(policy.moved(&Levers::log_wedge, Month(2019, 1)), 8U);
  EXPECT_NEAR(wedge(policy, "A", "C", Month(2019, 1)), std::log(1.3), 1e-12);
  EXPECT_NEAR(wedge(policy, "C", "B", Month(2019, 1)), std::log(1.3), 1e-12);
  EXPECT_DOUBLE_EQ(wedge(policy, "A", "B", Month(2019, 1)), 0.0);
  EXPECT_DOUBLE_EQ(wedge(policy, "C", "D", Month(2019, 1)), 0.0);
  const PolicyCase named(
      {"{type: standards_bloc, members: A, rivals: D, wedge: 0.3, sector: FOO, from: 2018-01-01}"});
  EXPECT_EQ(named.moved(&Levers::log_wedge, Month(2019, 1)), 2U);
}

TEST(Wedges, OfTwoPoliciesMultiply) {
  const std::string one = "{type: risk_wedge, importer: A, origin: D, wedge: 0.1, from: 2018-01-01}";
  const std::string other = "{type: onshoring, importer: A, wedge: 0.2, from: 2018-01-01}";
  EXPECT_NEAR(wedge(PolicyCase({one, other}), "D", "A", Month(2019, 1)), std::log(1.1) + std::log(1.2),
              1e-12);
}

TEST(Wedges, FaultsAreNamed) {
  EXPECT_THAT(policy_faults("{type: risk_wedge, importer: A, origin: A, wedge: 0.1, from: 2018-01-01}"),
              ElementsAre(HasSubstr("the same region")));
  EXPECT_THAT(policy_faults("{type: onshoring, importer: A, from: 2018-01-01}"),
              ElementsAre(HasSubstr("key wedge is missing")));
  EXPECT_THAT(policy_faults("{type: onshoring, importer: A, wedge: -1, from: 2018-01-01}"),
              ElementsAre(HasSubstr("allowed: -0.9 to 10")));
  EXPECT_THAT(
      policy_faults("{type: onshoring, importer: A, wedge: 0.1, from: 2018-01-01, full_from: 2017-01-01}"),
      ElementsAre(HasSubstr("must come on or before")));
}

}  // namespace
}  // namespace entrepot::test::wedges_test
