// Indices against functions whose indices are known in closed form.
#include "tools/sweep/indices/indices.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numbers>

#include "tools/sweep/designs/design.hpp"

namespace entrepot::test::indices_test {

using namespace tools;
namespace {

using Function = std::function<double(const std::vector<double>&)>;

std::vector<double> outputs_of(const UnitPoints& points, const Function& function) {
  std::vector<double> outputs;
  for (const std::vector<double>& point : points) outputs.push_back(function(point));
  return outputs;
}

// Ishigami and Homma (1990) with a = 7, b = 0.1 on [-pi, pi]^3.
double ishigami(const std::vector<double>& unit) {
  const auto x = [&](std::size_t i) { return std::numbers::pi * (2.0 * unit[i] - 1.0); };
  return std::sin(x(0)) + 7.0 * std::sin(x(1)) * std::sin(x(1)) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

struct Known {
  std::vector<double> first;
  std::vector<double> total;
};

Known ishigami_indices() {
  const double pi4 = std::pow(std::numbers::pi, 4);
  const double v1 = 0.5 * std::pow(1.0 + 0.1 * pi4 / 5.0, 2);
  const double v2 = 49.0 / 8.0;
  const double v13 = 0.01 * pi4 * pi4 * (1.0 / 18.0 - 1.0 / 50.0);
  const double v = v1 + v2 + v13;
  return {{v1 / v, v2 / v, 0.0}, {(v1 + v13) / v, v2 / v, v13 / v}};
}

const std::vector<double> g_weights = {0.0, 1.0, 4.5, 9.0, 99.0};

double sobol_g(const std::vector<double>& unit) {
  double product = 1.0;
  for (std::size_t i = 0; i < g_weights.size(); ++i)
    product *= (std::abs(4.0 * unit[i] - 2.0) + g_weights[i]) / (1.0 + g_weights[i]);
  return product;
}

Known sobol_g_indices() {
  std::vector<double> part;
  double all = 1.0;
  for (const double a : g_weights) {
    part.push_back(1.0 / (3.0 * (1.0 + a) * (1.0 + a)));
    all *= 1.0 + part.back();
  }
  Known known;
  for (const double v : part) {
    known.first.push_back(v / (all - 1.0));
    known.total.push_back(v * (all / (1.0 + v)) / (all - 1.0));
  }
  return known;
}

void expect_indices(const SobolIndices& found, const Known& known, double tolerance) {
  for (std::size_t i = 0; i < known.first.size(); ++i) {
    EXPECT_NEAR(found.first[i].value, known.first[i], tolerance) << "first order of " << i;
    EXPECT_NEAR(found.total[i].value, known.total[i], tolerance) << "total of " << i;
    // 95 % intervals of a balanced sequence are wide: they hold the truth, and say something.
    EXPECT_LE(found.first[i].lower, known.first[i] + 0.01);
    EXPECT_GE(found.first[i].upper, known.first[i] - 0.01);
    EXPECT_LT(found.total[i].upper - found.total[i].lower, 0.2);
  }
}

TEST(SobolIndices, Ishigami) {
  const std::vector<double> outputs = outputs_of(saltelli_points(4096, 3, 1), ishigami);
  expect_indices(sobol_indices(outputs, 3, 50, 1), ishigami_indices(), 0.02);
}

TEST(SobolIndices, SobolG) {
  const std::vector<double> outputs = outputs_of(saltelli_points(4096, 5, 1), sobol_g);
  expect_indices(sobol_indices(outputs, 5, 50, 1), sobol_g_indices(), 0.02);
}

// Adding a constant moves nothing, however large.
TEST(SobolIndices, DoNotDependOnTheLevel) {
  std::vector<double> outputs = outputs_of(saltelli_points(256, 3, 1), ishigami);
  const SobolIndices low = sobol_indices(outputs, 3, 0, 1);
  for (double& output : outputs) output += 1e6;
  const SobolIndices high = sobol_indices(outputs, 3, 0, 1);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(low.first[i].value, high.first[i].value, 1e-6);
}

TEST(SobolIndices, RowsWithAMissingRunAreLeftOutAndCounted) {
  std::vector<double> outputs = outputs_of(saltelli_points(2048, 3, 1), ishigami);
  outputs[7] = std::nan("");
  const SobolIndices found = sobol_indices(outputs, 3, 0, 1);
  EXPECT_EQ(found.rows, 2047U);
  EXPECT_EQ(found.left_out, 1U);
  EXPECT_NEAR(found.total[0].value, ishigami_indices().total[0], 0.02);
}

TEST(SobolIndices, AConstantHasNone) {
  const SobolIndices found = sobol_indices(std::vector<double>(5 * 64, 3.0), 3, 10, 1);
  for (const Interval& index : found.total) EXPECT_TRUE(std::isnan(index.value));
}

// The interval of 64 rows holds the truth about as often as it says.
TEST(SobolIndices, BootstrapIntervalsCover) {
  const double truth = ishigami_indices().total[0];
  int inside = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const std::vector<double> outputs = outputs_of(saltelli_points(64, 3, seed), ishigami);
    const Interval total = sobol_indices(outputs, 3, 200, seed).total[0];
    inside += total.lower <= truth && truth <= total.upper ? 1 : 0;
  }
  EXPECT_GE(inside, 34);
}

TEST(MorrisEffects, OfALinearFunctionAreItsSlopes) {
  const UnitPoints points = morris_points(20, 3, 4, 1);
  const auto linear = [](const std::vector<double>& x) { return 3.0 * x[0] - 2.0 * x[1] + 5.0; };
  const MorrisEffects found = morris_effects(points, outputs_of(points, linear), 50, 1);
  EXPECT_EQ(found.paths, 20U);
  EXPECT_EQ(found.left_out, 0U);
  const std::vector<double> slopes = {3.0, -2.0, 0.0};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(found.mean[i], slopes[i], 1e-12);
    EXPECT_NEAR(found.mean_size[i].value, std::abs(slopes[i]), 1e-12);
    EXPECT_NEAR(found.deviation[i], 0.0, 1e-12);
  }
}

// Of x y the effect on x is y: one of the levels 0, 1/3, 2/3, 1.
TEST(MorrisEffects, SeeInteractionsAsDeviation) {
  const UnitPoints points = morris_points(400, 2, 4, 1);
  const auto product = [](const std::vector<double>& x) { return x[0] * x[1]; };
  const MorrisEffects found = morris_effects(points, outputs_of(points, product), 50, 1);
  EXPECT_NEAR(found.mean[0], 0.5, 0.06);
  EXPECT_NEAR(found.deviation[0], std::sqrt(5.0) / 6.0, 0.03);
  EXPECT_LT(found.mean_size[0].lower, 0.5);
  EXPECT_GT(found.mean_size[0].upper, 0.5);
}

TEST(MorrisEffects, MissingRunsAreLeftOut) {
  const UnitPoints points = morris_points(10, 2, 4, 1);
  std::vector<double> outputs = outputs_of(points, [](const std::vector<double>& x) { return x[0]; });
  outputs[1] = std::nan("");
  const MorrisEffects found = morris_effects(points, outputs, 0, 1);
  EXPECT_EQ(found.left_out, 2U);
  EXPECT_NEAR(found.mean[0], 1.0, 1e-12);
}

TEST(Ranks, TiesShareTheirMean) {
  EXPECT_EQ(ranks({10.0, 30.0, 20.0, 20.0}), (std::vector<double>{1.0, 4.0, 2.5, 2.5}));
}

// Spearman's of any rising function is 1; of noise about 0.
TEST(RankCorrelations, RisingIsOneAndOthersNothing) {
  const UnitPoints points = latin_hypercube_points(400, 3, 1);
  const auto rising = [](const std::vector<double>& x) { return std::exp(5.0 * x[0]); };
  const std::vector<RankCorrelation> found = rank_correlations(points, outputs_of(points, rising), 50, 1);
  EXPECT_NEAR(found[0].spearman.value, 1.0, 1e-12);
  EXPECT_NEAR(found[1].spearman.value, 0.0, 0.15);
}

// With a strong first driver held fixed the second one shows.
TEST(RankCorrelations, PartialOnesTakeTheOthersOut) {
  const UnitPoints points = latin_hypercube_points(400, 2, 1);
  const auto sum = [](const std::vector<double>& x) { return 10.0 * x[0] - x[1]; };
  const std::vector<RankCorrelation> found = rank_correlations(points, outputs_of(points, sum), 0, 1);
  EXPECT_GT(found[1].spearman.value, -0.3);
  EXPECT_LT(found[1].partial, -0.9);
}

TEST(ResponseCurve, BinsHaveEqualCountsAndHandComputedMeans) {
  const std::vector<ResponseBin> curve = response_curve({4.0, 1.0, 3.0, 2.0}, {40.0, 10.0, 30.0, 20.0}, 2);
  ASSERT_EQ(curve.size(), 2U);
  EXPECT_DOUBLE_EQ(curve[0].input, 1.5);
  EXPECT_DOUBLE_EQ(curve[0].mean, 15.0);
  EXPECT_DOUBLE_EQ(curve[1].mean, 35.0);
  EXPECT_NEAR(curve[0].half_width, 12.7062 * 5.0, 1e-2);
}

TEST(ResponseCurve, EqualInputsStayTogether) {
  const std::vector<ResponseBin> curve = response_curve({0.0, 0.0, 0.0, 1.0}, {1.0, 2.0, 3.0, 9.0}, 2);
  ASSERT_EQ(curve.size(), 2U);
  EXPECT_EQ(curve[0].count, 3U);
  EXPECT_DOUBLE_EQ(curve[0].mean, 2.0);
}

}  // namespace
}  // namespace entrepot::test::indices_test
