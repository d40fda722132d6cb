#include "sim/core/math.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace entrepot::test::math_test {
namespace {

template <class Float>
double ulps(Float got, long double want) {
  const auto rounded = static_cast<Float>(want);
  const auto spacing =
      static_cast<long double>(std::nextafter(std::abs(rounded), std::numeric_limits<Float>::infinity())) -
      static_cast<long double>(std::abs(rounded));
  return static_cast<double>(std::abs(static_cast<long double>(got) - want) / spacing);
}

TEST(Math, Exp32WithinTwoUlp) {
  double worst = 0;
  for (int i = -860000; i <= 860000; ++i) {
    const float x = static_cast<float>(i) * 1e-4F;
    worst = std::max(worst, ulps(exp32(x), std::exp(static_cast<long double>(x))));
  }
  EXPECT_LE(worst, 2.0);
  EXPECT_EQ(exp32(0.0F), 1.0F);
}

TEST(Math, Log32WithinTwoUlp) {
  double worst = 0;
  for (int i = 1; i <= 2000000; ++i) {
    const float x = static_cast<float>(i) * 1e-5F;
    worst = std::max(worst, ulps(log32(x), std::log(static_cast<long double>(x))));
  }
  EXPECT_LE(worst, 2.0);
  EXPECT_EQ(log32(1.0F), 0.0F);
}

TEST(Math, Exp64WithinTwoUlp) {
  double worst = 0;
  for (int i = -700000; i <= 700000; ++i) {
    const double x = i * 1.00037e-3;
    worst = std::max(worst, ulps(exp64(x), std::exp(static_cast<long double>(x))));
  }
  EXPECT_LE(worst, 2.0);
  EXPECT_EQ(exp64(0.0), 1.0);
}

TEST(Math, Log64WithinTwoUlp) {
  double worst = 0;
  for (int i = 1; i <= 1000000; ++i) {
    const double x = i * 3.7e-6;
    worst = std::max(worst, ulps(log64(x), std::log(static_cast<long double>(x))));
    worst = std::max(worst, ulps(log64(1.0 / x), std::log(static_cast<long double>(1.0 / x))));
  }
  EXPECT_LE(worst, 2.0);
  EXPECT_EQ(log64(1.0), 0.0);
}

TEST(Math, PowWithinTwoUlpNearOne) {
  double worst = 0;
  for (int i = 1; i <= 100000; ++i) {
    const double x = 0.5 + i * 1.5e-5;
    worst = std::max(worst, ulps(pow64(x, 0.6), std::pow(static_cast<long double>(x), 0.6L)));
  }
  EXPECT_LE(worst, 2.0);
}

TEST(Math, ExponentialDrawsAreAccurateRelativeToTheirSize) {
  double worst = 0;
  for (std::uint32_t i = 0; i < 4000000; ++i) {
    const std::uint32_t word = i < 2000000 ? i : i * 1073U;
    const long double v = (static_cast<long double>(word) + 0.5L) / 4294967296.0L;
    const long double want = -std::log1p(-v);
    if (v > 0.999L) continue;  // the float nearest to v decides there
    worst = std::max(worst,
                     static_cast<double>(std::abs(static_cast<long double>(exponential32(word)) / want - 1)));
  }
  EXPECT_LT(worst, 2e-5);
  EXPECT_GT(exponential32(0xFFFFFFFFU), 15.0F);
}

TEST(Math, RoundsHalfToEven) {
  EXPECT_EQ(round_half_even(0.5), 0);
  EXPECT_EQ(round_half_even(1.5), 2);
  EXPECT_EQ(round_half_even(2.5), 2);
  EXPECT_EQ(round_half_even(-2.5), -2);
  EXPECT_EQ(round_half_even(1e15 + 0.25), 1000000000000000LL);
}

}  // namespace
}  // namespace entrepot::test::math_test
