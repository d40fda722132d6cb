#include <gmock/gmock.h>

#include <cmath>

#include "tests/support/policy_case.hpp"

namespace entrepot::test::investment_test {
namespace {

using test::policy_faults;
using test::PolicyCase;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Element [first][second][sector] of a lever; 0 where it is unused.
double pair(const PolicyCase& policy, std::vector<double> Levers::*lever, std::size_t first,
            std::size_t second, std::size_t sector, Month month) {
  return Levers::value(policy.levers(month).*lever, (first * 4 + second) * 3 + sector);
}

TEST(InvestmentScreening, BarsOwnersFromHosts) {
  const PolicyCase policy(
      {"{type: investment_screening, owner: A, host: [C, D], sector: MAC, refused: 0.6, from: 2023-08-09}"});
  EXPECT_THAT(policy.touched(Month(2023, 9)), ElementsAre("host_barred"));
  EXPECT_EQ(policy.moved(&Levers::host_barred, Month(2023, 9)), 2U);
  EXPECT_DOUBLE_EQ(pair(policy, &Levers::host_barred, 0, 3, 0, Month(2023, 9)), 0.6);
  EXPECT_DOUBLE_EQ(pair(policy, &Levers::host_barred, 3, 0, 0, Month(2023, 9)), 0.0);
  EXPECT_THAT(policy_faults("{type: investment_screening, owner: A, host: A, from: 2023-08-09}"),
              ElementsAre(HasSubstr("the same region")));
}

TEST(Divestment, ClosesAndBarsPlants) {
  const PolicyCase policy(
      {"{type: divestment, owner: A, host: D, sector: MAC, share: 0.6, from: 2023-08-09}"});
  EXPECT_THAT(policy.touched(Month(2023, 7)), ElementsAre());
  EXPECT_THAT(policy.touched(Month(2023, 9)), ElementsAre("divested"));
  EXPECT_EQ(policy.moved(&Levers::divested, Month(2023, 9)), 1U);
  EXPECT_DOUBLE_EQ(pair(policy, &Levers::divested, 0, 3, 0, Month(2023, 9)), 0.6);
}

TEST(CapitalSubsidy, LowersTheSunkCostAndBindsThoseWhoTakeIt) {
  const PolicyCase policy(
      {"{type: capital_subsidy, host: A, owner: [B, C], sector: MAC, rate: 0.25, "
       "guardrail_host: D, guardrail_time: 2 years, from: 2022-08-09, until: 2025-01-01}"});
  EXPECT_THAT(policy.touched(Month(2022, 9)), ElementsAre("guardrail", "plant_wedge"));
  EXPECT_NEAR(pair(policy, &Levers::plant_wedge, 1, 0, 0, Month(2022, 9)), std::log(0.75), 1e-12);
  EXPECT_EQ(policy.moved(&Levers::plant_wedge, Month(2022, 9)), 2U);
  EXPECT_DOUBLE_EQ(pair(policy, &Levers::guardrail, 0, 3, 0, Month(2022, 8)), 24.0);
  EXPECT_EQ(policy.moved(&Levers::guardrail, Month(2022, 9)), 1U);
  EXPECT_THAT(policy.touched(Month(2025, 1)), ElementsAre());
}

TEST(CapitalSubsidy, IsForFirmsAtHomeTooWhereItNamesThem) {
  const PolicyCase all({"{type: capital_subsidy, host: A, sector: MAC, rate: 0.25, from: 2022-08-09}"});
  EXPECT_EQ(all.moved(&Levers::plant_wedge, Month(2022, 9)), 4U);
  EXPECT_NEAR(pair(all, &Levers::plant_wedge, 0, 0, 0, Month(2022, 9)), std::log(0.75), 1e-12);
  const PolicyCase home(
      {"{type: capital_subsidy, host: A, owner: A, sector: MAC, rate: 0.25, from: 2022-08-09}"});
  EXPECT_EQ(home.moved(&Levers::plant_wedge, Month(2022, 9)), 1U);
}

TEST(OutwardInvestmentSupport, LowersTheCostOfOwnPlantsAbroad) {
  const PolicyCase policy(
      {"{type: outward_investment_support, owner: D, sector: MAC, rate: 0.2, from: 2018-01-01}"});
  EXPECT_THAT(policy.touched(Month(2018, 1)), ElementsAre("plant_support"));
  EXPECT_EQ(policy.moved(&Levers::plant_support, Month(2018, 1)), 3U);
  EXPECT_NEAR(pair(policy, &Levers::plant_support, 3, 1, 0, Month(2018, 1)), std::log(0.8), 1e-12);
}

TEST(ProductionSubsidy, PaysAPartOfUnitCost) {
  const PolicyCase policy({"{type: production_subsidy, region: D, sector: MAC, rate: 0.1, from: 2018-01-01}",
                           "{type: production_subsidy, region: D, rate: 0.05, from: 2018-01-01}"});
  EXPECT_THAT(policy.touched(Month(2018, 1)), ElementsAre("output_subsidy"));
  const Levers levers = policy.levers(Month(2018, 1));
  EXPECT_DOUBLE_EQ(levers.output_subsidy[3 * 3 + 0], 0.15);
  EXPECT_DOUBLE_EQ(levers.output_subsidy[3 * 3 + 1], 0.05);
  EXPECT_EQ(policy.moved(&Levers::output_subsidy, Month(2018, 1)), 2U);
}

TEST(ProductionSubsidy, WithAClauseOnContentNamesItsTermsMonthByMonth) {
  const PolicyCase policy(
      {"{type: production_subsidy, region: D, sector: MAC, rate: 0.2, content_from: [A], content_at_least: "
       "0.6, "
       "from: 2018-01-16, until: 2018-03-01}"});
  EXPECT_THAT(policy.touched(Month(2018, 1)), ElementsAre());
  const std::vector<ContentTerms> first = policy.levers(Month(2018, 1)).contents;
  ASSERT_EQ(first.size(), 1U);
  EXPECT_NEAR(first[0].rate, 0.2 * 16.0 / 31.0, 1e-12);
  const ContentTerms full = policy.levers(Month(2018, 2)).contents[0];
  EXPECT_DOUBLE_EQ(full.rate, 0.2);
  EXPECT_DOUBLE_EQ(full.least, 0.6);
  EXPECT_THAT(full.groups, ElementsAre(3 * 3 + 0));
  EXPECT_THAT(full.local, ElementsAre(1, 0, 0, 1));
  EXPECT_EQ(policy.levers(Month(2018, 3)).contents[0].rate, 0.0);
  EXPECT_THAT(
      policy_faults(
          "{type: production_subsidy, region: D, rate: 0.2, content_at_least: 0.6, from: 2018-01-16}"),
      ElementsAre(HasSubstr("half of the content clause")));
}

TEST(ConsumerCredit, IsForGoodsAssembledInTheNamedRegions) {
  const PolicyCase policy(
      {"{type: consumer_credit, buyer: A, assembled_in: [A, B], product: \"84.1\", rate: 0.15, from: "
       "2022-08-16}"});
  EXPECT_THAT(policy.touched(Month(2022, 9)), ElementsAre("credit"));
  EXPECT_EQ(policy.moved(&Levers::credit, Month(2022, 9)), 2U);
  EXPECT_DOUBLE_EQ(policy.flow(&Levers::credit, "A", "A", "84.1", Month(2022, 9)), 0.15);
  EXPECT_DOUBLE_EQ(policy.flow(&Levers::credit, "B", "A", "84.1", Month(2022, 9)), 0.15);
}

// Every sector buys 10 from each of 12 sectors and makes 520: from one region 30 / 520 = 5.8 %, its own value
// added included 430 / 520 = 83 %.
TEST(ConsumerCredit, ContentClauseDropsOriginsWithTooLittle) {
  const std::string text =
      "{type: consumer_credit, buyer: A, product: \"84.1\", rate: 0.15, from: 2022-08-16, ";
  const auto month = Month(2022, 9);
  EXPECT_EQ(PolicyCase({text + "content_from: A, content_at_least: 0.05}"}).moved(&Levers::credit, month),
            4U);
  EXPECT_EQ(PolicyCase({text + "content_from: A, content_at_least: 0.06}"}).moved(&Levers::credit, month),
            1U);
  EXPECT_EQ(PolicyCase({text + "content_from: [A, B], content_at_least: 0.8}"}).moved(&Levers::credit, month),
            2U);
  EXPECT_THAT(policy_faults(text + "content_from: A}"), ElementsAre(HasSubstr("half of the content clause")));
}

}  // namespace
}  // namespace entrepot::test::investment_test
