#include "outputs/compare/linkage/linkage_summary.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace entrepot::test::linkage_summary_test {

using namespace outputs;
namespace {

const double gap = std::nan("");

TEST(FindPeak, DateValueAndHalfLife) {
  // Up to 1.8 at day 200; half of the excess, 1.4, is passed a quarter of the way from day 300 to day 400.
  const auto peak = find_peak({0, 100, 200, 300, 400}, {1.0, 1.2, 1.8, 1.5, 1.1}, 1.0);
  ASSERT_TRUE(peak.has_value());
  EXPECT_EQ(peak->position, 2U);
  EXPECT_EQ(peak->days, 200.0);
  EXPECT_EQ(peak->value, 1.8);
  EXPECT_FALSE(peak->at_end);
  EXPECT_NEAR(peak->half_life_days, 125.0, 1e-9);
}

TEST(FindPeak, AnExponentialDecayHasItsHalfLife) {
  std::vector<double> days;
  std::vector<double> values;
  for (int i = 0; i <= 4000; ++i) {
    days.push_back(i);
    values.push_back(1.0 + 0.3 * std::exp2(-i / 730.0));
  }
  EXPECT_NEAR(find_peak(days, values, 1.0)->half_life_days, 730.0, 1e-6);
}

TEST(FindPeak, StillRisingOrNeverHalved) {
  const auto rising = find_peak({0, 1, 2}, {1.0, 1.1, 1.2}, 1.0);
  EXPECT_TRUE(rising->at_end);
  EXPECT_TRUE(std::isnan(rising->half_life_days));
  const auto slow = find_peak({0, 1, 2}, {1.0, 1.2, 1.15}, 1.0);
  EXPECT_FALSE(slow->at_end);
  EXPECT_TRUE(std::isnan(slow->half_life_days));
}

TEST(FindPeak, NoneAtOrBelowTheBase) {
  EXPECT_FALSE(find_peak({0, 1, 2}, {1.0, 0.9, 1.0}, 1.0).has_value());
  EXPECT_FALSE(find_peak({}, {}, 1.0).has_value());
  EXPECT_FALSE(find_peak({0}, {gap}, 1.0).has_value());
}

TEST(FindPeak, PassesOverMissingValuesAndTakesTheFirstOfEquals) {
  const auto peak = find_peak({0, 1, 2, 3, 4, 5}, {gap, 2.0, gap, 2.0, 1.0, gap}, 1.0);
  EXPECT_EQ(peak->position, 1U);
  EXPECT_NEAR(peak->half_life_days, 2.5, 1e-12);
  EXPECT_TRUE(find_peak({0, 1, 2}, {1.0, 2.0, gap}, 1.0)->at_end);
}

TEST(HubCorrelation, SignAndSize) {
  HubTrade trade{{1, 1, 1, 1}, {2, 4, 8, 16}, {10, 10, 10, 10}, {20, 40, 80, 160}};
  EXPECT_NEAR(hub_correlation(trade), 1.0, 1e-12);
  trade.exports_after = {160, 80, 40, 20};
  EXPECT_NEAR(hub_correlation(trade), -1.0, 1e-12);
  trade.imports_after = {2, 2, 4, 4};
  trade.exports_after = {20, 40, 20, 40};
  EXPECT_NEAR(hub_correlation(trade), 0.0, 1e-12);
}

TEST(HubCorrelation, LeavesOutSectorsThatAreNotTraded) {
  const HubTrade trade{{1, 1, 1, 0}, {2, 4, 8, 16}, {10, 10, 10, 10}, {20, 40, 80, 1}};
  EXPECT_NEAR(hub_correlation(trade), 1.0, 1e-12);
  EXPECT_TRUE(std::isnan(hub_correlation({{1, 1}, {2, 3}, {1, 1}, {2, 3}})));
}

}  // namespace
}  // namespace entrepot::test::linkage_summary_test
