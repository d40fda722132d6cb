#include <gmock/gmock.h>

#include <cmath>

#include "tests/support/policy_case.hpp"

namespace entrepot::test::answers_test {
namespace {

using test::policy_faults;
using test::PolicyCase;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Enforcement, ConcernsRoutesOfThreeDifferentRegions) {
  const PolicyCase policy(
      {"{type: enforcement, importer: A, origin: D, detection: 0.3, fine: 0.4, "
       "look_through: 0.5, from: 2025-08-07}"});
  EXPECT_THAT(policy.touched(Month(2025, 9)), ElementsAre("detection", "fine", "look_through"));
  const Levers levers = policy.levers(Month(2025, 9));
  const std::size_t via_b = (0 * 4 + 1) * 4 + 3;
  EXPECT_DOUBLE_EQ(levers.detection[via_b], 0.3);
  EXPECT_DOUBLE_EQ(levers.fine[via_b], 0.4);
  EXPECT_DOUBLE_EQ(levers.look_through[via_b], 0.5);
  EXPECT_EQ(policy.moved(&Levers::detection, Month(2025, 9)), 2U);  // by way of B and C
}

TEST(Enforcement, DetectionsOverlapAndFinesAdd) {
  const std::string text =
      "{type: enforcement, importer: A, hub: B, origin: D, detection: 0.5, fine: 0.4, from: 2025-01-01}";
  const Levers levers = PolicyCase({text, text}).levers(Month(2025, 9));
  EXPECT_DOUBLE_EQ(levers.detection[(0 * 4 + 1) * 4 + 3], 0.75);
  EXPECT_DOUBLE_EQ(levers.fine[(0 * 4 + 1) * 4 + 3], 0.8);
}

TEST(Enforcement, NeedsSomethingToEnforce) {
  EXPECT_THAT(policy_faults("{type: enforcement, importer: A, origin: D, from: 2025-01-01}"),
              ElementsAre(HasSubstr("nothing is enforced")));
}

TEST(DemandExpansion, MultipliesBudgets) {
  const std::string text = "{type: demand_expansion, region: D, rise: 0.02, from: 2020-01-01}";
  const PolicyCase policy({text, text});
  EXPECT_THAT(policy.touched(Month(2020, 1)), ElementsAre("budget"));
  const Levers levers = policy.levers(Month(2020, 1));
  EXPECT_THAT(levers.budget, ElementsAre(1.0, 1.0, 1.0, 1.02 * 1.02));
}

TEST(ResearchPush, AddsGrowthWhileItLasts) {
  const PolicyCase policy(
      {"{type: research_push, region: D, sector: MAC, growth: 0.01 per year, from: 2020-01-01, "
       "until: 2025-01-01}"});
  EXPECT_THAT(policy.touched(Month(2024, 12)), ElementsAre("research"));
  EXPECT_DOUBLE_EQ(policy.levers(Month(2024, 12)).research[3 * 3], 0.01);
  EXPECT_TRUE(policy.touched(Month(2025, 1)).empty());
  EXPECT_THAT(policy_faults("{type: research_push, region: D, growth: 0.01, from: 2020-01-01}"),
              ElementsAre(HasSubstr("carries its unit")));
}

TEST(TechnologyControl, StopsKnowledgeOneWay) {
  const PolicyCase policy(
      {"{type: technology_control, receiver: D, source: [A, B], sector: MAC, stopped: 0.5, from: "
       "2020-01-01}"});
  EXPECT_THAT(policy.touched(Month(2020, 1)), ElementsAre("control"));
  EXPECT_EQ(policy.moved(&Levers::control, Month(2020, 1)), 2U);
  EXPECT_DOUBLE_EQ(policy.levers(Month(2020, 1)).control[(3 * 4 + 0) * 3], 0.5);
}

TEST(ResearchListing, CutsExchangeAndSlowsResearch) {
  const PolicyCase policy(
      {"{type: research_listing, listed: D, source: A, sector: MAC, share: 0.2, "
       "research_loss: 0.01 per year, from: 2020-01-01}"});
  EXPECT_THAT(policy.touched(Month(2020, 1)), ElementsAre("control", "research"));
  EXPECT_DOUBLE_EQ(policy.levers(Month(2020, 1)).control[(3 * 4 + 0) * 3], 0.2);
  EXPECT_DOUBLE_EQ(policy.levers(Month(2020, 1)).research[3 * 3], -0.002);
}

TEST(Policies, ScaleZeroSwitchesEveryOneOff) {
  const std::vector<std::string> texts = {
      "{type: agreement, members: [A, B], scale: 0, from: 2018-01-01}",
      "{type: anti_dumping, importer: A, origin: B, rate: +5 pp, scale: 0, from: 2018-01-01}",
      "{type: capital_subsidy, host: A, rate: 0.2, scale: 0, from: 2018-01-01}",
      "{type: consumer_credit, buyer: A, rate: 0.2, scale: 0, from: 2018-01-01}",
      "{type: demand_expansion, region: A, rise: 0.2, scale: 0, from: 2018-01-01}",
      "{type: enforcement, importer: A, origin: B, detection: 0.2, scale: 0, from: 2018-01-01}",
      "{type: export_control, exporter: A, destination: B, scale: 0, from: 2018-01-01}",
      "{type: friendshoring, importer: A, wedge: 0.2, scale: 0, from: 2018-01-01}",
      "{type: investment_screening, owner: A, host: B, scale: 0, from: 2018-01-01}",
      "{type: nearshoring, importer: A, wedge: 0.2, scale: 0, from: 2018-01-01}",
      "{type: onshoring, importer: A, wedge: 0.2, scale: 0, from: 2018-01-01}",
      "{type: opening, importer: A, duty_cut: 0.2, scale: 0, from: 2018-01-01}",
      "{type: outward_investment_support, owner: A, rate: 0.2, scale: 0, from: 2018-01-01}",
      "{type: production_subsidy, region: A, rate: 0.2, scale: 0, from: 2018-01-01}",
      "{type: reciprocal_tariff, importer: A, scale: 0, from: 2018-01-01}",
      "{type: research_listing, listed: A, source: B, share: 0.2, scale: 0, from: 2018-01-01}",
      "{type: research_push, region: A, growth: 0.01 per year, scale: 0, from: 2018-01-01}",
      "{type: retaliation, importer: A, against: B, scale: 0, from: 2018-01-01}",
      "{type: risk_wedge, importer: A, wedge: 0.2, scale: 0, from: 2018-01-01}",
      "{type: standards_bloc, members: A, wedge: 0.2, scale: 0, from: 2018-01-01}",
      "{type: tariff, importer: A, rate: +5 pp, scale: 0, from: 2018-01-01}",
      "{type: technology_control, receiver: A, source: B, scale: 0, from: 2018-01-01}"};
  for (const std::string& text : texts)
    EXPECT_TRUE(PolicyCase({text}).touched(Month(2019, 1)).empty()) << text;
}

}  // namespace
}  // namespace entrepot::test::answers_test
