#include "outputs/metrics/parts/finite.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace entrepot::test::finite_test {

using namespace outputs;
namespace {

using ::testing::HasSubstr;

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double missing = std::numeric_limits<double>::quiet_NaN();

WorldTable two_regions() {
  WorldTable table;
  table.regions = {"USA", "CHN"};
  return table;
}

Metric metric() {
  Metric made;
  made.name = "trade";
  made.axes = {"origin", "destination"};
  return made;
}

std::string refusal(const Metric& of, const std::vector<double>& values) {
  try {
    expect_finite(of, values, two_regions(), "2018-03, step 14");
  } catch (const RunError& error) {
    return error.what();
  }
  return "";
}

TEST(Finite, NumbersPass) { EXPECT_EQ(refusal(metric(), {1.0, -2.0, 0.0, 1e300}), ""); }

TEST(Finite, InfinityIsNamedWithLabelsAndMonth) {
  EXPECT_EQ(refusal(metric(), {1.0, 1.0, infinite, 1.0}),
            "trade origin=CHN destination=USA is inf in 2018-03, step 14");
  EXPECT_THAT(refusal(may_be_missing(metric()), {1.0, -infinite, 1.0, 1.0}),
              HasSubstr("origin=USA destination=CHN is -inf"));
}

TEST(Finite, OnlySomeMetricsMayBeMissing) {
  EXPECT_THAT(refusal(metric(), {missing, 1.0, 1.0, 1.0}), HasSubstr("is nan"));
  EXPECT_EQ(refusal(may_be_missing(metric()), {missing, 1.0, 1.0, 1.0}), "");
}

}  // namespace
}  // namespace entrepot::test::finite_test
