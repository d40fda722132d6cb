// Scores and rivals of a backtest on numbers that can be worked out by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "outputs/report/backtest/rivals.hpp"
#include "outputs/report/backtest/scores.hpp"

namespace entrepot::test::backtest_test {

using namespace outputs;
namespace {

constexpr double near = 1e-12;

TEST(BacktestScores, ErrorSignsAndRanksAreThoseOfTheCells) {
  const std::vector<double> predicted = {-3.0, 1.0, 0.0, 2.0};
  const std::vector<double> observed = {-5.0, 1.0, 1.0, -1.0};
  const Scores scores = score_changes(predicted, observed, {1.0, 1.0, 4.0, 2.0}, {false, true, true, true});
  EXPECT_NEAR(scores.rmse, std::sqrt((4.0 + 0.0 + 1.0 + 9.0) / 4.0), near);
  EXPECT_NEAR(scores.weighted_rmse, std::sqrt((4.0 + 0.0 + 4.0 + 18.0) / 8.0), near);
  EXPECT_NEAR(scores.signs, 0.5, near);
  // Ranks of 1, 0, 2 are 2, 1, 3; of 1, 1, -1 they are 2.5, 2.5, 1.
  EXPECT_NEAR(scores.ranks, rank_correlation({2.0, 1.0, 3.0}, {2.5, 2.5, 1.0}), near);
  EXPECT_NEAR(scores.ranks, -std::sqrt(3.0) / 2.0, near);
}

TEST(BacktestScores, CellsWithoutAValueAreLeftOut) {
  const double none = std::nan("");
  const Scores scores =
      score_changes({1.0, none, 2.0}, {2.0, 5.0, none}, {1.0, 1.0, 1.0}, {true, true, true});
  EXPECT_NEAR(scores.rmse, 1.0, near);
  EXPECT_NEAR(scores.signs, 1.0, near);
  EXPECT_TRUE(std::isnan(scores.ranks));
}

TEST(BacktestScores, NoChangeHasNoSignAndNoRank) {
  const Scores scores = score_changes({0.0, 0.0, 0.0}, {1.0, -1.0, 2.0}, {1.0, 1.0, 1.0}, {true, true, true});
  EXPECT_EQ(scores.signs, 0.0);
  EXPECT_TRUE(std::isnan(scores.ranks));
}

TEST(BacktestScores, TheSlopeIsThatOfLeastSquares) {
  EXPECT_NEAR(slope_of({0.0, 1.0, 2.0}, {1.0, 0.5, 0.0}), -0.5, near);
  EXPECT_TRUE(std::isnan(slope_of({1.0, 1.0}, {0.0, 2.0})));
}

// Two gainers and a loser; the rest has what is left of 1.
ObservedSeries imports_of_usa() {
  ObservedSeries series{"s", "S", "s.csv", {}, {}};
  for (const char* origin : {"CHN", "MEX", "VNM"})
    series.cells.push_back({origin,
                            "USA",
                            {{origin}, {"USA"}, {}, false},
                            std::string(origin) == "CHN" ? Part::loser : Part::gainer,
                            1.0});
  return series;
}

TEST(BacktestRivals, TheSameLossIsGivenAwayByShares) {
  const std::vector<double> given =
      proportional_changes(imports_of_usa(), {0.2, 0.4, 0.1}, {-0.08, 0.01, 0.01}, 0.0);
  EXPECT_NEAR(given[0], -0.08, near);
  EXPECT_NEAR(given[1], 0.04, near);  // 0.4 of 0.8, of which the rest has 0.3
  EXPECT_NEAR(given[2], 0.01, near);
}

TEST(BacktestRivals, SellersTurnToTheImporterAndBuyersStay) {
  ObservedSeries series;
  series.cells = {{"MEX exports", "MEX", {{"MEX"}, {"USA"}, {}, true}, Part::seller, 1.0},
                  {"MEX imports", "MEX2", {{"CHN"}, {"MEX"}, {}, false}, Part::buyer, 1.0}};
  const double gain = others_gain(0.2, -0.08);
  EXPECT_NEAR(gain, 0.1, near);
  const std::vector<double> given = proportional_changes(series, {0.5, 0.3}, {0.0, 0.0}, gain);
  EXPECT_NEAR(given[0], 0.55 / 1.05 - 0.5, near);
  EXPECT_EQ(given[1], 0.0);
}

TEST(BacktestRivals, TheTrendGoesOnAndFades) {
  ObservedSeries series = imports_of_usa();
  for (int year = 2013; year <= 2017; ++year) {
    const double growth = std::exp(0.1 * (year - 2017));
    series.years[year] = {0.2, 0.4, 0.1 * growth};
  }
  const std::vector<double> whole = trend_changes(series, 2017, 2019, 1.0);
  const double moved = 0.1 * std::exp(0.2);
  EXPECT_NEAR(whole[2], moved / (0.9 + moved) - 0.1, 1e-9);
  EXPECT_NEAR(whole[0], 0.2 / (0.9 + moved) - 0.2, 1e-9);
  const double faded = 0.1 * std::exp(0.1 * (0.5 + 0.25));
  EXPECT_NEAR(trend_changes(series, 2017, 2019, 0.5)[2], faded / (0.9 + faded) - 0.1, 1e-9);
  EXPECT_NEAR(trend_changes(series, 2017, 2019, 0.0)[2], 0.0, near);
}

TEST(BacktestRivals, TwoYearsAreNoTrend) {
  ObservedSeries series = imports_of_usa();
  series.years[2016] = {0.2, 0.4, 0.09};
  series.years[2017] = {0.2, 0.4, 0.1};
  EXPECT_TRUE(std::isnan(trend_changes(series, 2017, 2019, 0.8)[2]));
}

}  // namespace
}  // namespace entrepot::test::backtest_test
