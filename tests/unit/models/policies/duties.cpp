#include <gmock/gmock.h>

#include <cmath>

#include "tests/support/policy_case.hpp"

namespace entrepot::test::duties_test {
namespace {

using test::policy_faults;
using test::PolicyCase;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

double duty(const PolicyCase& policy, const std::string& origin, const std::string& destination,
            const std::string& product, Month month) {
  return policy.flow(&Levers::duty, origin, destination, product, month);
}

// Base duties are 2 % everywhere.
TEST(AntiDumping, IsAddedAndLapsesAtItsSunset) {
  const std::string text =
      "{type: anti_dumping, importer: A, origin: B, product: \"84.1\", rate: +50 pp, from: 2018-01-01";
  const PolicyCase policy({text + "}"});
  EXPECT_THAT(policy.touched(Month(2018, 1)), ElementsAre("duty"));
  EXPECT_EQ(policy.moved(&Levers::duty, Month(2018, 1), 0.02), 1U);
  EXPECT_DOUBLE_EQ(duty(policy, "B", "A", "84.1", Month(2022, 12)), 0.52);
  EXPECT_DOUBLE_EQ(duty(policy, "B", "A", "84.1", Month(2023, 1)), 0.02);
  const PolicyCase renewed({text + ", sunset: 24 months, renewals: 2}"});
  EXPECT_DOUBLE_EQ(duty(renewed, "B", "A", "84.1", Month(2023, 12)), 0.52);
  EXPECT_DOUBLE_EQ(duty(renewed, "B", "A", "84.1", Month(2024, 1)), 0.02);
  EXPECT_THAT(policy_faults(text + ", until: 2019-01-01, sunset: 2 years}"),
              ElementsAre(HasSubstr("either ends")));
  EXPECT_THAT(policy_faults("{type: anti_dumping, importer: A, origin: B, rate: 50 %, from: 2018-01-01}"),
              ElementsAre(HasSubstr("is added to what is in force")));
}

TEST(Opening, CutsAPartOfTheBaseDutyTowardAll) {
  const PolicyCase policy({"{type: opening, importer: A, duty_cut: 0.25, from: 2018-01-01}"});
  EXPECT_THAT(policy.touched(Month(2018, 1)), ElementsAre("duty"));
  EXPECT_EQ(policy.moved(&Levers::duty, Month(2018, 1), 0.02), 9U);
  EXPECT_DOUBLE_EQ(duty(policy, "C", "A", "02", Month(2018, 1)), 0.015);
}

TEST(Agreement, FreesMembersFromTheDayTheyJoin) {
  const PolicyCase policy({"{type: agreement, members: ABC, duty_cut: 0.5, from: 2018-01-01}"});
  EXPECT_THAT(policy.touched(Month(2018, 1)), ElementsAre("duty"));
  EXPECT_EQ(policy.moved(&Levers::duty, Month(2018, 1), 0.02), 6U);
  EXPECT_EQ(policy.moved(&Levers::duty, Month(2020, 1), 0.02), 18U);
  EXPECT_DOUBLE_EQ(duty(policy, "B", "A", "02", Month(2018, 1)), 0.01);
}

TEST(Agreement, IsClaimedWhereItSavesMoreThanItCosts) {
  const std::string text = "{type: agreement, members: [A, B], claim_rate: 0.8, from: 2018-01-01";
  const PolicyCase cheap({text + ", origin_cost: 0.01}"});
  EXPECT_THAT(cheap.touched(Month(2018, 1)), ElementsAre("duty", "log_iceberg"));
  EXPECT_DOUBLE_EQ(duty(cheap, "B", "A", "02", Month(2018, 1)), 0.02 - 0.8 * 0.02);
  EXPECT_NEAR(cheap.flow(&Levers::log_iceberg, "B", "A", "02", Month(2018, 1)), std::log(1.008), 1e-12);
  const PolicyCase dear({text + ", origin_cost: 0.03}"});
  EXPECT_TRUE(dear.touched(Month(2018, 1)).empty());
}

TEST(Agreement, LeavesAddedDutiesInForce) {
  const PolicyCase policy({"{type: tariff, importer: A, rate: +25 pp, from: 2018-01-01}",
                           "{type: agreement, members: [A, B], from: 2018-01-01}"});
  EXPECT_DOUBLE_EQ(duty(policy, "B", "A", "02", Month(2018, 1)), 0.25);
  EXPECT_DOUBLE_EQ(duty(policy, "C", "A", "02", Month(2018, 1)), 0.27);
}

TEST(Agreement, TakesTwo) {
  EXPECT_THAT(policy_faults("{type: agreement, members: A, from: 2018-01-01}"),
              ElementsAre(HasSubstr("one member")));
}

// A and B trade alike, so their deficits are 0 and the floor rules; A imports nothing more than it exports.
TEST(ReciprocalTariff, FollowsTheDeficitOverImports) {
  WorldTable table = test::policy_world();
  // B's exports to A are doubled.
  for (std::size_t k = 0; k < 3; ++k) {
    table.f(1 * 3 + k, 0) *= 2.0;
    for (std::size_t j = 0; j < 3; ++j) table.z(1 * 3 + k, j) *= 2.0;
  }
  const PolicyCase policy({"{type: reciprocal_tariff, importer: A, exempt: D, floor: 0.1, from: 2025-04-01}"},
                          table);
  EXPECT_THAT(policy.touched(Month(2025, 4)), ElementsAre("duty"));
  EXPECT_DOUBLE_EQ(duty(policy, "B", "A", "02", Month(2025, 4)), 0.02 + 0.5 * 0.5);
  EXPECT_DOUBLE_EQ(duty(policy, "C", "A", "02", Month(2025, 4)), 0.02 + 0.1);
  EXPECT_DOUBLE_EQ(duty(policy, "D", "A", "02", Month(2025, 4)), 0.02);
  EXPECT_DOUBLE_EQ(duty(policy, "B", "A", "s", Month(2025, 4)), 0.02);
}

const std::string attack =
    "{type: tariff, importer: A, origin: B, product: \"84.1\", rate: +20 pp, from: 2018-03-01}";

TEST(Retaliation, InKindAnswersTheSameProductsAfterItsDelay) {
  const PolicyCase policy(
      {attack,
       "{type: retaliation, importer: B, against: A, share: 0.5, delay: 2 months, from: 2018-01-01}"});
  EXPECT_DOUBLE_EQ(duty(policy, "A", "B", "84.1", Month(2018, 4)), 0.02);
  EXPECT_DOUBLE_EQ(duty(policy, "A", "B", "84.1", Month(2018, 5)), 0.12);
  EXPECT_DOUBLE_EQ(duty(policy, "A", "B", "02", Month(2018, 5)), 0.02);
  EXPECT_THAT(policy.touched(Month(2018, 5)), ElementsAre("duty"));
}

// B sells A 0.25 of 220 (MAC, 84.1): burden 0.2 * 0.25 of its MAC trade, on three quarters of A's MAC sales.
TEST(Retaliation, InProportionBurdensAsMuchTrade) {
  const PolicyCase policy(
      {attack,
       "{type: retaliation, importer: B, against: A, rule: proportional, product: \"84.2\", "
       "from: 2018-01-01}"});
  EXPECT_NEAR(duty(policy, "A", "B", "84.2", Month(2018, 4)), 0.02 + 0.2 * 0.25 / 0.75, 1e-12);
  const PolicyCase capped(
      {attack,
       "{type: retaliation, importer: B, against: A, rule: proportional, product: \"84.2\", "
       "most: 0.05, from: 2018-01-01}"});
  EXPECT_DOUBLE_EQ(duty(capped, "A", "B", "84.2", Month(2018, 4)), 0.07);
}

TEST(Retaliation, IsNotAnsweredInTurn) {
  const PolicyCase policy({attack, "{type: retaliation, importer: B, against: A, from: 2018-01-01}",
                           "{type: retaliation, importer: A, against: B, from: 2018-01-01}"});
  EXPECT_DOUBLE_EQ(duty(policy, "A", "B", "84.1", Month(2018, 6)), 0.22);
  EXPECT_DOUBLE_EQ(duty(policy, "B", "A", "84.1", Month(2018, 6)), 0.22);
}

TEST(Retaliation, IsExpectedOnlyForDutiesThatAreKnown) {
  const PolicyCase policy({attack, "{type: retaliation, importer: B, against: A, from: 2018-01-01}"});
  const Outlook outlook(policy.table(), policy.instruments());
  const std::size_t at = policy.table().duty_index(1, 0, 0);
  EXPECT_DOUBLE_EQ(outlook.expected(Month(2018, 6), Month(2018, 2)).duty[at], 0.02);
  EXPECT_DOUBLE_EQ(outlook.expected(Month(2018, 6), Month(2018, 3)).duty[at], 0.22);
}

TEST(TariffKeys, ExclusionsSuspensionExpiryAndExemptions) {
  const std::string text = "{type: tariff, importer: A, product: \"02\", rate: +20 pp, from: 2018-01-01";
  EXPECT_DOUBLE_EQ(duty(PolicyCase({text + ", excluded: 0.25}"}), "B", "A", "02", Month(2018, 1)), 0.17);
  const PolicyCase expiring({text + ", expires_after: 6 months}"});
  EXPECT_DOUBLE_EQ(duty(expiring, "B", "A", "02", Month(2018, 6)), 0.22);
  EXPECT_DOUBLE_EQ(duty(expiring, "B", "A", "02", Month(2018, 7)), 0.02);
  const PolicyCase suspended({text + ", suspended_from: 2018-03-16, suspended_until: 2018-05-01}"});
  EXPECT_DOUBLE_EQ(duty(suspended, "B", "A", "02", Month(2018, 3)), 0.02 + 0.2 * 15 / 31);
  EXPECT_DOUBLE_EQ(duty(suspended, "B", "A", "02", Month(2018, 4)), 0.02);
  EXPECT_DOUBLE_EQ(duty(suspended, "B", "A", "02", Month(2018, 5)), 0.22);
  const PolicyCase exempt({text + ", exempt: ABC}"});
  EXPECT_DOUBLE_EQ(duty(exempt, "C", "A", "02", Month(2019, 12)), 0.22);
  EXPECT_DOUBLE_EQ(duty(exempt, "C", "A", "02", Month(2020, 1)), 0.02);
  EXPECT_DOUBLE_EQ(duty(exempt, "D", "A", "02", Month(2020, 1)), 0.22);
}

TEST(TariffKeys, FaultsAreNamed) {
  const std::string text = "{type: tariff, importer: A, rate: +20 pp, from: 2018-01-01";
  EXPECT_THAT(policy_faults(text + ", until: 2019-01-01, expires_after: 6 months}"),
              ElementsAre(HasSubstr("either ends the duty")));
  EXPECT_THAT(policy_faults(text + ", suspended_until: 2019-01-01}"),
              ElementsAre(HasSubstr("the suspension has no first day")));
  EXPECT_THAT(policy_faults(text + ", suspended_from: 2019-01-01, suspended_until: 2018-06-01}"),
              ElementsAre(HasSubstr("is not after suspended_from")));
}

}  // namespace
}  // namespace entrepot::test::duties_test
