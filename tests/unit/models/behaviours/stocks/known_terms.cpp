#include "models/behaviours/stocks/known_terms.hpp"

#include <gtest/gtest.h>

#include "tests/support/policy_case.hpp"

namespace entrepot::test::known_terms_test {

using namespace models;
namespace {

const std::string duty =
    "{type: tariff, importer: A, origin: B, rate: +25 pp, from: 2019-04-03, announced: 2019-01-20}";

class KnownTermsTest : public testing::Test {
 protected:
  explicit KnownTermsTest() : policy_({duty}), outlook_(policy_.table(), policy_.instruments()) {}
  [[nodiscard]] double rate(const FlowTerms& terms) const {
    const std::size_t at = policy_.table().duty_index(0, 1, 0);
    return terms.duty[at] - policy_.table().base_duty[at];
  }

  test::PolicyCase policy_;
  Outlook outlook_;
};

TEST_F(KnownTermsTest, HoldWhatIsAnnounced) {
  KnownTerms known;
  known.look(outlook_, {2018, 12}, 6);
  EXPECT_FALSE(known.differ_from(policy_.levers({2018, 12})));
  known.look(outlook_, {2019, 1}, 6);
  EXPECT_TRUE(known.differ_from(policy_.levers({2019, 1})));
  EXPECT_EQ(rate(known.in(2)), 0.0);
  EXPECT_NEAR(rate(known.in(3)), 0.25 * 28.0 / 30.0, 1e-12);
  EXPECT_NEAR(rate(known.in(4)), 0.25, 1e-12);
  EXPECT_TRUE(known.changes(3));
  EXPECT_TRUE(known.changes(4));
  EXPECT_FALSE(known.changes(5));
}

TEST_F(KnownTermsTest, AreTheSameWhetherTheWindowMovesOrIsNew) {
  KnownTerms moved;
  for (int month = 0; month < 12; ++month) {
    const Month now = Month(2018, 10) + month;
    moved.look(outlook_, now, 5);
    KnownTerms fresh;
    fresh.look(outlook_, now, 5);
    for (int lag = 1; lag <= 5; ++lag) EXPECT_EQ(moved.in(lag), fresh.in(lag));
  }
}

// What holds on the last day holds from then on, however few days of the month it took.
TEST_F(KnownTermsTest, StandingTermsAreThoseOfTheLastDay) {
  EXPECT_NEAR(rate(FlowTerms(outlook_.standing({2019, 4}))), 0.25, 1e-12);
  EXPECT_EQ(rate(FlowTerms(outlook_.standing({2019, 3}))), 0.0);
}

}  // namespace
}  // namespace entrepot::test::known_terms_test
