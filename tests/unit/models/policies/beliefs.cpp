// What is expected of duties that may come, never come, or end.
#include <gmock/gmock.h>

#include "tests/support/policy_case.hpp"

namespace entrepot::test::beliefs_test {
namespace {

using test::policy_faults;
using test::PolicyCase;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string tariff =
    "{type: tariff, importer: A, origin: B, rate: +20 pp, from: 2019-01-01, announced: 2018-09-17";

// Duty on A's imports of 84.1 from B in `month` as expected in `known`, percent; the base is 2 %.
double expected(const PolicyCase& policy, Month month, Month known) {
  const Outlook outlook(policy.table(), policy.instruments());
  return 100.0 * outlook.expected(month, known).duty[policy.table().duty_index(0, 1, 0)];
}

double paid(const PolicyCase& policy, Month month) {
  return 100.0 * policy.flow(&Levers::duty, "B", "A", "84.1", month);
}

TEST(Beliefs, AThreatIsExpectedUntilItIsWithdrawnAndPaidByNobody) {
  const PolicyCase threat({tariff + ", withdrawn: 2018-12-01, probability: 0.5}"});
  EXPECT_DOUBLE_EQ(expected(threat, Month(2019, 2), Month(2018, 8)), 2.0);
  EXPECT_DOUBLE_EQ(expected(threat, Month(2019, 2), Month(2018, 10)), 12.0);
  EXPECT_DOUBLE_EQ(expected(threat, Month(2019, 2), Month(2018, 12)), 2.0);
  EXPECT_DOUBLE_EQ(paid(threat, Month(2019, 2)), 2.0);
  const Outlook outlook(threat.table(), threat.instruments());
  EXPECT_NE(outlook.announced(Month(2018, 11)), outlook.announced(Month(2018, 12))) << "it is news";
}

TEST(Beliefs, WhatIsInForceIsCertain) {
  const PolicyCase policy({tariff + ", probability: 0.5}"});
  EXPECT_DOUBLE_EQ(expected(policy, Month(2019, 6), Month(2018, 12)), 12.0);
  EXPECT_DOUBLE_EQ(expected(policy, Month(2019, 6), Month(2019, 1)), 22.0);
  EXPECT_DOUBLE_EQ(paid(policy, Month(2019, 1)), 22.0);
}

TEST(Beliefs, AnEndIsForeseenFromItsDay) {
  const PolicyCase policy({tariff + ", until: 2020-01-01, until_announced: 2019-10-15}"});
  EXPECT_DOUBLE_EQ(expected(policy, Month(2020, 2), Month(2019, 9)), 22.0);
  EXPECT_DOUBLE_EQ(expected(policy, Month(2020, 2), Month(2019, 10)), 2.0);
  EXPECT_DOUBLE_EQ(paid(policy, Month(2020, 2)), 2.0);
}

TEST(Beliefs, AnEndThatNobodyAnnouncedIsNotForeseen) {
  const PolicyCase policy({tariff + ", until: 2020-01-15}"});
  EXPECT_DOUBLE_EQ(expected(policy, Month(2020, 2), Month(2019, 1)), 22.0);
  EXPECT_DOUBLE_EQ(expected(policy, Month(2020, 2), Month(2019, 12)), 22.0);
  EXPECT_DOUBLE_EQ(expected(policy, Month(2020, 2), Month(2020, 1)), 2.0) << "it ends in this month";
  EXPECT_DOUBLE_EQ(expected(policy, Month(2020, 3), Month(2020, 2)), 2.0);
  const PolicyCase foreseen({tariff + ", until: 2020-01-15, until_announced: 2019-01-01}"});
  EXPECT_DOUBLE_EQ(expected(foreseen, Month(2020, 2), Month(2019, 1)), 2.0);
}

TEST(Beliefs, ASuspensionForGoodIsNoEndForeseenLate) {
  const PolicyCase policy({tariff + ", suspended_from: 2019-06-01, until: 2020-01-15}"});
  EXPECT_DOUBLE_EQ(expected(policy, Month(2019, 7), Month(2019, 1)), 2.0);
}

TEST(Beliefs, DatesHaveAnOrder) {
  EXPECT_THAT(policy_faults(tariff + ", withdrawn: 2019-02-01}"),
              ElementsAre(HasSubstr("withdrawn must come on or before from")));
  EXPECT_THAT(policy_faults(tariff + ", withdrawn: 2018-09-01}"),
              ElementsAre(HasSubstr("is not after announced")));
  EXPECT_THAT(policy_faults(tariff + ", until_announced: 2019-02-01}"),
              ElementsAre(HasSubstr("without an end")));
  EXPECT_THAT(policy_faults(tariff + ", probability: 1.5}"), ElementsAre(HasSubstr("allowed: 0 to 1")));
}

}  // namespace
}  // namespace entrepot::test::beliefs_test
