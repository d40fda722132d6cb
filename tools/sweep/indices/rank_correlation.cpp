#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "tools/sweep/indices/bootstrap.hpp"

namespace entrepot::tools {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
  const auto count = static_cast<double>(x.size());
  const double mean_x = std::accumulate(x.begin(), x.end(), 0.0) / count;
  const double mean_y = std::accumulate(y.begin(), y.end(), 0.0) / count;
  double xy = 0.0;
  double xx = 0.0;
  double yy = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xy += (x[i] - mean_x) * (y[i] - mean_y);
    xx += (x[i] - mean_x) * (x[i] - mean_x);
    yy += (y[i] - mean_y) * (y[i] - mean_y);
  }
  return xx > 0.0 && yy > 0.0 ? xy / std::sqrt(xx * yy) : undefined;
}

std::vector<double> chosen(const std::vector<double>& values, const std::vector<std::size_t>& rows) {
  std::vector<double> out;
  out.reserve(rows.size());
  for (const std::size_t row : rows) out.push_back(values[row]);
  return out;
}

using Matrix = std::vector<std::vector<double>>;

// Inverse by Gauss and Jordan with pivots; empty when singular.
Matrix inverse(Matrix a) {
  const std::size_t n = a.size();
  for (std::size_t i = 0; i < n; ++i) {
    a[i].resize(2 * n, 0.0);
    a[i][n + i] = 1.0;
  }
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k + 1; i < n; ++i) pivot = std::abs(a[i][k]) > std::abs(a[pivot][k]) ? i : pivot;
    if (!(std::abs(a[pivot][k]) > 1e-12)) return {};
    std::swap(a[k], a[pivot]);
    const double scale = a[k][k];
    for (double& value : a[k]) value /= scale;
    for (std::size_t i = 0; i < n; ++i) {
      const double factor = i == k ? 0.0 : a[i][k];
      for (std::size_t j = 0; j < 2 * n; ++j) a[i][j] -= factor * a[k][j];
    }
  }
  for (std::vector<double>& row : a) row.erase(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(n));
  return a;
}

// Partial correlations of each column with the last one, from the inverse of the correlation matrix.
std::vector<double> partial(const Matrix& columns) {
  const std::size_t n = columns.size();
  Matrix correlations(n, std::vector<double>(n, 1.0));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < i; ++j)
      correlations[i][j] = correlations[j][i] = correlation(columns[i], columns[j]);
  }
  const Matrix p = columns.front().size() > n ? inverse(correlations) : Matrix{};
  std::vector<double> out(n - 1, undefined);
  for (std::size_t i = 0; i + 1 < n && !p.empty(); ++i)
    out[i] = -p[i][n - 1] / std::sqrt(p[i][i] * p[n - 1][n - 1]);
  return out;
}

}  // namespace

std::vector<double> ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> out(values.size());
  for (std::size_t i = 0; i < order.size();) {
    std::size_t end = i + 1;
    while (end < order.size() && values[order[end]] == values[order[i]]) ++end;
    const double rank = 0.5 * static_cast<double>(i + 1 + end);
    for (; i < end; ++i) out[order[i]] = rank;
  }
  return out;
}

std::vector<RankCorrelation> rank_correlations(const std::vector<std::vector<double>>& inputs,
                                               const std::vector<double>& outputs, std::size_t resamples,
                                               std::uint64_t seed) {
  std::vector<std::size_t> whole;
  for (std::size_t p = 0; p < outputs.size(); ++p) {
    const bool gap = std::any_of(inputs[p].begin(), inputs[p].end(), [](double x) { return std::isnan(x); });
    if (!gap && !std::isnan(outputs[p])) whole.push_back(p);
  }
  std::vector<RankCorrelation> out(inputs.empty() ? 0 : inputs.front().size(),
                                   RankCorrelation{{undefined, undefined, undefined}, undefined});
  if (whole.size() < 3) return out;
  const std::vector<double> y = chosen(outputs, whole);
  Matrix columns;
  for (std::size_t i = 0; i < out.size(); ++i) {
    std::vector<double> x;
    for (const std::size_t p : whole) x.push_back(inputs[p][i]);
    out[i].spearman =
        bootstrap(whole.size(), resamples, seed, [&](const std::vector<std::size_t>& rows) {
          return std::vector<double>{correlation(ranks(chosen(x, rows)), ranks(chosen(y, rows)))};
        }).front();
    columns.push_back(ranks(x));
  }
  columns.push_back(ranks(y));
  const std::vector<double> partials = partial(columns);
  for (std::size_t i = 0; i < out.size(); ++i) out[i].partial = partials[i];
  return out;
}

}  // namespace entrepot::tools
