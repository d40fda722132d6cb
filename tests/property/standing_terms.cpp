// Every policy says what holds at a month's end: after a change in mid-month, what the next month will be.
// Buyers who look ahead take the rest of such a change for news otherwise.
#include <gtest/gtest.h>

#include <cmath>

#include "models/behaviours/stocks/known_terms.hpp"
#include "tests/support/policy_case.hpp"
#include "tests/support/random_policies.hpp"

namespace entrepot::test::standing_terms_test {

using namespace models;
namespace {

class StandingTerms : public testing::TestWithParam<int> {};

// Elements whose month before, mean of the month and next month differ, and that then stay, changed inside
// the month: what stands at its end is the next month's, or nearer to it than the mean where a ramp ends on
// the first.
int check_changes(const FlowTerms& before, const FlowTerms& mean, const FlowTerms& next,
                  const FlowTerms& after, const FlowTerms& standing, const std::string& what) {
  int changes = 0;
  for (const auto column : {&FlowTerms::duty, &FlowTerms::ban, &FlowTerms::log_iceberg}) {
    for (std::size_t at = 0; at < mean.duty.size(); ++at) {
      const auto of = [&](const FlowTerms& terms) { return Levers::value(terms.*column, at); };
      if (of(before) == of(mean) || of(mean) == of(next) || of(next) != of(after)) continue;
      EXPECT_LE(std::abs(of(standing) - of(next)), 0.5 * std::abs(of(mean) - of(next)) + 1e-12) << what;
      ++changes;
    }
  }
  return changes;
}

TEST_P(StandingTerms, AreThoseOfTheNextMonthWhereAChangeEndsInThisOne) {
  int changes = 0;
  for (int seed = GetParam() * 100; seed < (GetParam() + 1) * 100; ++seed) {
    const std::vector<std::string> texts = test::random_policies(seed, 2);
    const test::PolicyCase policies(texts);
    const Outlook outlook(policies.table(), policies.instruments());
    for (Month month(2016, 6); month < Month(2033, 1); month = month + 1) {
      const auto mean = [&](int later) { return FlowTerms(policies.levers(month + later)); };
      changes += check_changes(mean(-1), mean(0), mean(1), mean(2), FlowTerms(outlook.standing(month)),
                               texts[0] + texts[1] + month.text());
    }
  }
  EXPECT_GT(changes, 100);
}

// Lists of firms: the part of their links that ends does not depend on the day of the month.
TEST(StandingFirmTerms, OfListedFirmsHoldFromTheDayOn) {
  const test::PolicyCase policy(
      {"{type: entity_listing, exporter: A, listed: B, licence_rate: 0.2, "
       "customers_leave: 0 per year, over_compliance: 0 per year, from: 2019-04-20}"});
  const Outlook outlook(policy.table(), policy.instruments());
  EXPECT_EQ(FlowTerms(outlook.standing({2019, 4})), FlowTerms(policy.levers({2019, 5})));
  EXPECT_FALSE(FlowTerms(policy.levers({2019, 4})) == FlowTerms(policy.levers({2019, 5})));
  EXPECT_TRUE(FlowTerms(outlook.standing({2019, 3})).firms.empty());
}

INSTANTIATE_TEST_SUITE_P(Seeds, StandingTerms, testing::Range(1, 4));

}  // namespace
}  // namespace entrepot::test::standing_terms_test
