// Scores of forecasts against closed forms and against their definition.
#include "outputs/report/forecast/crps.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "outputs/report/forecast/score_summary.hpp"
#include "sim/core/error.hpp"

namespace entrepot::test::crps_test {

using namespace outputs;
namespace {

constexpr double near = 1e-12;

// E|x - y| - E|x - x'| / 2, pair by pair.
double by_pairs(const std::vector<double>& members, double observed) {
  double off = 0.0;
  double spread = 0.0;
  for (const double x : members) {
    off += std::abs(x - observed);
    for (const double other : members) spread += std::abs(x - other);
  }
  const auto n = static_cast<double>(members.size());
  return off / n - 0.5 * spread / (n * n);
}

// The integral of the squared distance between the distribution and the step at the value.
double by_integral(double mean, double deviation, double observed) {
  constexpr int steps = 200000;
  constexpr double reach = 12.0;
  const double low = std::min(mean - reach * deviation, observed - 1.0);
  const double high = std::max(mean + reach * deviation, observed + 1.0);
  const double width = (high - low) / steps;
  double total = 0.0;
  for (int i = 0; i < steps; ++i) {
    const double x = low + (i + 0.5) * width;
    const double below = 0.5 * std::erfc(-(x - mean) / (deviation * std::sqrt(2.0)));
    const double off = below - (x >= observed ? 1.0 : 0.0);
    total += off * off * width;
  }
  return total;
}

std::vector<double> quantiles_of_normal(const std::vector<double>& probabilities) {
  std::vector<double> values;
  for (const double p : probabilities) values.push_back(quantile_of_normal(0.3, 2.0, p));
  return values;
}

std::vector<double> even_probabilities(int count) {
  std::vector<double> out;
  for (int i = 0; i < count; ++i) out.push_back((i + 0.5) / count);
  return out;
}

TEST(Crps, OfAnEnsembleIsThatOfItsPairs) {
  std::mt19937_64 engine(7);
  std::normal_distribution<double> draw(1.0, 3.0);
  for (int size = 1; size < 30; ++size) {
    std::vector<double> members;
    for (int i = 0; i < size; ++i) members.push_back(draw(engine));
    const double observed = draw(engine);
    EXPECT_NEAR(crps_of_ensemble(members, observed), by_pairs(members, observed), near) << size;
  }
}

TEST(Crps, WithoutSpreadItIsTheAbsoluteError) {
  EXPECT_NEAR(crps_of_ensemble({2.0}, -1.0), 3.0, near);
  EXPECT_NEAR(crps_of_ensemble({2.0, 2.0, 2.0}, -1.0), 3.0, near);
  // Two members: their distance over two less a quarter of it where the value lies between them.
  EXPECT_NEAR(crps_of_ensemble({1.0, 0.0}, 0.3), 0.5 - 0.25, near);
}

TEST(Crps, OfANormalIsTheIntegralOfItsDefinition) {
  for (const double observed : {-4.0, 0.3, 1.0, 9.0})
    EXPECT_NEAR(crps_of_normal(0.3, 2.0, observed), by_integral(0.3, 2.0, observed), 1e-4) << observed;
  // At the mean: deviation (root 2 - 1) / root pi.
  EXPECT_NEAR(crps_of_normal(5.0, 2.0, 5.0), 2.0 * (std::sqrt(2.0) - 1.0) / std::sqrt(std::acos(-1.0)), near);
}

TEST(Crps, ManyMembersOrQuantilesOfANormalAreTheNormal) {
  const std::vector<double> probabilities = even_probabilities(20000);
  const std::vector<double> values = quantiles_of_normal(probabilities);
  const double exact = crps_of_normal(0.3, 2.0, 1.7);
  EXPECT_NEAR(crps_of_ensemble(values, 1.7), exact, 1e-3);
  EXPECT_NEAR(crps_of_quantiles(probabilities, values, 1.7), exact, 1e-3);
}

TEST(Crps, OfQuantilesIsTheWeightedIntervalScore) {
  // Median 1, 50 % band [0, 3], value 5: (|5 - 1| / 2 + 0.25 ((3 - 0) + 4 (5 - 3))) / 1.5.
  EXPECT_NEAR(crps_of_quantiles({0.25, 0.5, 0.75}, {0.0, 1.0, 3.0}, 5.0),
              (2.0 + 0.25 * (3.0 + 4.0 * 2.0)) / 1.5, near);
}

TEST(Crps, QuantilesOfMembersAreLinearBetweenThem) {
  const std::vector<double> sorted = {0.0, 1.0, 4.0};
  EXPECT_NEAR(quantile_of(sorted, 0.0), 0.0, near);
  EXPECT_NEAR(quantile_of(sorted, 0.25), 0.5, near);
  EXPECT_NEAR(quantile_of(sorted, 0.75), 2.5, near);
  EXPECT_NEAR(quantile_of(sorted, 1.0), 4.0, near);
}

// Two cells in two years, as changes from 2017; one cell has no base.
Forecast small_forecast() {
  Forecast forecast;
  forecast.probabilities = band_probabilities();
  ForecastMeasure measure{"m", "M", "1", "2017", {}};
  measure.predicted.push_back({"A", "2018", {}, {-2.0, -1.0, 0.0, 1.0, 2.0}, 0.0, 0.0});
  measure.predicted.push_back({"A", "2019", {}, {-2.0, -1.0, 0.0, 1.0, 2.0}, 0.0, 0.0});
  measure.predicted.push_back({"B", "2018", {1.0, 2.0, 3.0}, {}, 0.0, 0.0});
  measure.predicted.push_back({"C", "2018", {}, {}, 0.0, 1.0});
  forecast.measures.push_back(measure);
  return forecast;
}

ObservedLevels small_levels() {
  ObservedLevels levels;
  levels.values = {{{"m", "A", "2017"}, 10.0}, {{"m", "A", "2018"}, 10.5}, {{"m", "A", "2019"}, 11.5},
                   {{"m", "B", "2017"}, 1.0},  {{"m", "B", "2018"}, 5.0},  {{"m", "C", "2018"}, 1.0}};
  return levels;
}

TEST(ForecastScores, ChangesAreHeldAgainstBands) {
  const Forecast forecast = small_forecast();
  const ForecastScore score = score_of(forecast, forecast.measures[0], small_levels(), "");
  EXPECT_EQ(score.cells, 3U);  // C has no base
  EXPECT_NEAR(score.inside_50, 1.0 / 3.0, near);
  EXPECT_NEAR(score.inside_90, 2.0 / 3.0, near);
  EXPECT_NEAR(score.no_change, (0.5 + 1.5 + 4.0) / 3.0, near);
  EXPECT_NEAR(score.median_off, (-0.5 - 1.5 - 2.0) / 3.0, near);
  const double quantiles = crps_of_quantiles(band_probabilities(), {-2.0, -1.0, 0.0, 1.0, 2.0}, 0.5) +
                           crps_of_quantiles(band_probabilities(), {-2.0, -1.0, 0.0, 1.0, 2.0}, 1.5);
  EXPECT_NEAR(score.crps, (quantiles + by_pairs({1.0, 2.0, 3.0}, 4.0)) / 3.0, near);
  EXPECT_EQ(score_of(forecast, forecast.measures[0], small_levels(), "2019").cells, 1U);
}

TEST(ForecastScores, NothingToScoreIsAFault) {
  ObservedLevels other;
  other.values = {{{"n", "A", "2017"}, 1.0}};
  EXPECT_THROW(static_cast<void>(score_summary("f.yaml", small_forecast(), other)), InputError);
}

}  // namespace
}  // namespace entrepot::test::crps_test
