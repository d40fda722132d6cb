// Every policy says what holds at a month's end: after a change in mid-month, what the next month will be.
// Buyers who look ahead take the rest of such a change for news otherwise.
#include <gtest/gtest.h>

#include "models/behaviours/stocks/known_terms.hpp"
#include "tests/support/policy_case.hpp"
#include "tests/support/random_policies.hpp"

namespace entrepot {

using namespace models;
namespace {

class StandingTerms : public testing::TestWithParam<int> {};

TEST_P(StandingTerms, AreThoseOfTheNextMonthWhereAChangeEndsInThisOne) {
  int changes = 0;
  for (int seed = GetParam() * 100; seed < (GetParam() + 1) * 100; ++seed) {
    const std::vector<std::string> texts = test::random_policies(seed, 2);
    const test::PolicyCase policies(texts);
    const Outlook outlook(policies.table(), policies.instruments());
    for (Month month(2016, 6); month < Month(2033, 1); month = month + 1) {
      const FlowTerms mean(policies.levers(month));
      const FlowTerms next(policies.levers(month + 1));
      if (mean == next || next != FlowTerms(policies.levers(month + 2)) ||
          mean == FlowTerms(policies.levers(month + -1)))
        continue;
      EXPECT_EQ(FlowTerms(outlook.standing(month)).duty, next.duty) << texts[0] << texts[1] << month.text();
      EXPECT_EQ(FlowTerms(outlook.standing(month)).firms, next.firms) << texts[0] << texts[1] << month.text();
      ++changes;
    }
  }
  EXPECT_GT(changes, 20);
}

INSTANTIATE_TEST_SUITE_P(Seeds, StandingTerms, testing::Range(1, 4));

}  // namespace
}  // namespace entrepot
