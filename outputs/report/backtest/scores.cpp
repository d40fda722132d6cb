#include "outputs/report/backtest/scores.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>

namespace entrepot::outputs {

namespace {

constexpr double no_score = std::numeric_limits<double>::quiet_NaN();

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// Sum of products of deviations from the means.
double co_moment(const std::vector<double>& a, const std::vector<double>& b) {
  const double mean_a = mean_of(a);
  const double mean_b = mean_of(b);
  double total = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) total += (a[i] - mean_a) * (b[i] - mean_b);
  return total;
}

std::vector<double> mean_ranks(const std::vector<double>& values) {
  std::vector<double> ranks;
  for (const double value : values) {
    double below = 0.0;
    double equal = 0.0;
    for (const double other : values) {
      below += other < value ? 1.0 : 0.0;
      equal += other == value ? 1.0 : 0.0;
    }
    ranks.push_back(below + 0.5 * (equal + 1.0));
  }
  return ranks;
}

int sign_of(double value) { return value > 0.0 ? 1 : value < 0.0 ? -1 : 0; }

}  // namespace

double rank_correlation(const std::vector<double>& a, const std::vector<double>& b) {
  if (a.size() < 3) return no_score;
  const std::vector<double> first = mean_ranks(a);
  const std::vector<double> second = mean_ranks(b);
  const double spread = co_moment(first, first) * co_moment(second, second);
  return spread > 0.0 ? co_moment(first, second) / std::sqrt(spread) : no_score;
}

double slope_of(const std::vector<double>& x, const std::vector<double>& y) {
  if (x.size() < 2) return no_score;
  const double spread = co_moment(x, x);
  return spread > 0.0 ? co_moment(x, y) / spread : no_score;
}

Scores score_changes(const std::vector<double>& predicted, const std::vector<double>& observed,
                     const std::vector<double>& weight, const std::vector<bool>& ranked) {
  double squares = 0.0;
  double weighted = 0.0;
  double weights = 0.0;
  double cells = 0.0;
  double right = 0.0;
  std::vector<double> gains;
  std::vector<double> seen;
  for (std::size_t i = 0; i < predicted.size(); ++i) {
    if (std::isnan(predicted[i]) || std::isnan(observed[i])) continue;
    const double error = predicted[i] - observed[i];
    squares += error * error;
    weighted += weight[i] * error * error;
    weights += weight[i];
    cells += 1.0;
    right += sign_of(predicted[i]) == sign_of(observed[i]) ? 1.0 : 0.0;
    if (!ranked[i]) continue;
    gains.push_back(predicted[i]);
    seen.push_back(observed[i]);
  }
  if (cells == 0.0) return {no_score, no_score, no_score, no_score};
  return {std::sqrt(squares / cells), weights > 0.0 ? std::sqrt(weighted / weights) : no_score, right / cells,
          rank_correlation(gains, seen)};
}

}  // namespace entrepot::outputs
