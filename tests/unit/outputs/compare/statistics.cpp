#include "outputs/compare/statistics.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/core/error.hpp"

namespace entrepot::test::statistics_test {

using namespace outputs;
namespace {

// Printed tables of Student's t, 97.5 %.
TEST(Student, QuantilesOfPrintedTables) {
  EXPECT_NEAR(student_quantile(0.975, 1), 12.7062, 1e-4);
  EXPECT_NEAR(student_quantile(0.975, 2), 4.3027, 1e-4);
  EXPECT_NEAR(student_quantile(0.975, 9), 2.2622, 1e-4);
  EXPECT_NEAR(student_quantile(0.975, 1000), 1.9623, 1e-4);
  EXPECT_THROW(static_cast<void>(student_quantile(0.975, 0)), BugError);
}

TEST(HalfWidthOfMean, AsComputedByHand) {
  // 1, 2, 6: squares 14, standard error sqrt(14 / 2 / 3), times 4.302653.
  EXPECT_NEAR(half_width_of_mean(14.0, 3), 6.572402, 1e-5);
  EXPECT_TRUE(std::isnan(half_width_of_mean(0.0, 1)));
}

TEST(PairedSums, HandComputedInterval) {
  PairedSums sums(2);
  sums.add({11.0, 1.0}, {10.0, 1.0});
  sums.add({22.0, 1.0}, {20.0, 1.0});
  sums.add({36.0, 1.0}, {30.0, 1.0});
  // Differences 1, 2, 6: mean 3, standard deviation sqrt(7), 4.302653 sqrt(7/3).
  EXPECT_DOUBLE_EQ(sums.mean_value(0), 23.0);
  EXPECT_DOUBLE_EQ(sums.mean_against(0), 20.0);
  EXPECT_DOUBLE_EQ(sums.mean_difference(0), 3.0);
  EXPECT_NEAR(sums.half_width(0), 6.572402, 1e-5);
  EXPECT_EQ(sums.half_width(1), 0.0);
}

TEST(PairedSums, OneReplicateHasNoInterval) {
  PairedSums sums(1);
  sums.add({3.0}, {1.0});
  EXPECT_EQ(sums.mean_difference(0), 2.0);
  EXPECT_TRUE(std::isnan(sums.half_width(0)));
}

}  // namespace
}  // namespace entrepot::test::statistics_test
