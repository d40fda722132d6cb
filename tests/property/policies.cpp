// Random policies, all at once, with random dates: the resolved terms keep their bounds, are finite, do not
// depend on how often they are asked for, and are the base again where nothing is in force.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "tests/support/policy_case.hpp"
#include "tests/support/random_policies.hpp"

namespace entrepot::test::policies_test {
namespace {

const std::vector<Month>& months() {
  static const std::vector<Month> all = {Month(2017, 1), Month(2018, 7),  Month(2020, 2),
                                         Month(2023, 8), Month(2026, 12), Month(2031, 3)};
  return all;
}

void expect_inside_bounds(const Levers& levers, int seed) {
  for (const LeverColumn& lever : lever_columns()) {
    for (const double value : levers.*lever.column) {
      ASSERT_TRUE(std::isfinite(value)) << lever.name << " of seed " << seed;
      ASSERT_GE(value, lever.lower) << lever.name << " of seed " << seed;
      ASSERT_LE(value, lever.upper) << lever.name << " of seed " << seed;
    }
  }
}

void expect_same_columns(const Levers& a, const Levers& b, int seed) {
  for (const LeverColumn& lever : lever_columns())
    ASSERT_EQ(a.*lever.column, b.*lever.column) << lever.name << " of seed " << seed;
}

void expect_same(const Levers& a, const Levers& b, int seed) {
  expect_same_columns(a, b, seed);
  ASSERT_EQ(a.quotas, b.quotas) << "seed " << seed;
  ASSERT_EQ(a.contents, b.contents) << "seed " << seed;
  ASSERT_EQ(a.firms.size(), b.firms.size()) << "seed " << seed;
  for (std::size_t t = 0; t < a.firms.size(); ++t)
    ASSERT_EQ(a.firms[t].ban, b.firms[t].ban) << "seed " << seed;
}

// Firms are watched and quotas listed before they are in force, but stop nothing.
void expect_nothing_in_force(const test::PolicyCase& policies, int seed) {
  const Levers levers = policies.levers(Month(1990, 1));
  expect_same_columns(levers, resolve_levers(policies.table(), {}, Month(1990, 1)), seed);
  for (const FirmTerms& terms : levers.firms) ASSERT_TRUE(terms.ban.empty()) << "seed " << seed;
  for (const ContentTerms& content : levers.contents) ASSERT_EQ(content.rate, 0.0) << "seed " << seed;
  for (const QuotaTerms& quota : levers.quotas) ASSERT_TRUE(std::isinf(quota.volume)) << "seed " << seed;
}

TEST(RandomPolicies, KeepTheInvariantsOfTheResolvedSchedule) {
  for (int seed = 0; seed < 100; ++seed) {
    const test::PolicyCase policies(test::random_policies(seed, 10));
    const test::PolicyCase again(test::random_policies(seed, 10));
    for (const Month month : months()) {
      const Levers levers = policies.levers(month);
      expect_inside_bounds(levers, seed);
      expect_same(levers, policies.levers(month), seed);
      expect_same(levers, again.levers(month), seed);
    }
    expect_nothing_in_force(policies, seed);
  }
}

TEST(RandomPolicies, AThousandAtOnceKeepTheBounds) {
  const test::PolicyCase policies(test::random_policies(7, 1000));
  EXPECT_EQ(policies.instruments().size(), 1000U);
  for (const Month month : months()) expect_inside_bounds(policies.levers(month), 7);
}

// What is expected when everything is announced is what comes.
TEST(RandomPolicies, ExpectationsComeTrueOnceAllIsAnnounced) {
  for (int seed = 0; seed < 50; ++seed) {
    const test::PolicyCase policies(test::random_policies(seed, 10));
    const Outlook outlook(policies.table(), policies.instruments());
    for (const Month month : months())
      expect_same(outlook.expected(month, Month(2100, 1)), policies.levers(month), seed);
  }
}

// Levers whose changes commute do not depend on the order of the file.
TEST(RandomPolicies, WedgesAndBansDoNotDependOnTheOrder) {
  for (int seed = 0; seed < 50; ++seed) {
    std::vector<std::string> texts = test::random_policies(seed, 10);
    const test::PolicyCase forward(texts);
    std::reverse(texts.begin(), texts.end());
    const test::PolicyCase backward(texts);
    for (const Month month : months()) {
      const Levers a = forward.levers(month);
      const Levers b = backward.levers(month);
      for (const auto lever : {&Levers::ban, &Levers::log_wedge, &Levers::host_barred, &Levers::plant_wedge,
                               &Levers::plant_support}) {
        ASSERT_EQ((a.*lever).size(), (b.*lever).size());
        for (std::size_t i = 0; i < (a.*lever).size(); ++i) ASSERT_NEAR((a.*lever)[i], (b.*lever)[i], 1e-12);
      }
    }
  }
}

}  // namespace
}  // namespace entrepot::test::policies_test
