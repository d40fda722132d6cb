#include <cmath>
#include <limits>

#include "sim/core/error.hpp"
#include "tools/sweep/indices/bootstrap.hpp"

namespace entrepot::tools {

namespace {

// Rows without a missing output.
std::vector<std::size_t> whole_rows(const std::vector<double>& outputs, std::size_t block) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < outputs.size() / block; ++row) {
    bool whole = true;
    for (std::size_t i = 0; i < block; ++i) whole = whole && !std::isnan(outputs[row * block + i]);
    if (whole) rows.push_back(row);
  }
  return rows;
}

class IndexEstimator {
 public:
  IndexEstimator(const std::vector<double>& outputs, std::size_t parameters)
      : outputs_(outputs), parameters_(parameters), rows_(whole_rows(outputs, parameters + 2)) {}
  [[nodiscard]] std::size_t rows() const { return rows_.size(); }

  // First-order indices of all parameters, then total ones.
  [[nodiscard]] std::vector<double> operator()(const std::vector<std::size_t>& chosen) const {
    const auto count = static_cast<double>(chosen.size());
    double mean = 0.0;
    for (const std::size_t row : chosen) mean += (a(row) + b(row)) / (2.0 * count);
    double variance = 0.0;
    for (const std::size_t row : chosen)
      variance += (square(a(row) - mean) + square(b(row) - mean)) / (2.0 * count);
    std::vector<double> out(2 * parameters_, 0.0);
    for (std::size_t i = 0; i < parameters_; ++i) {
      for (const std::size_t row : chosen) {
        out[i] += (b(row) - mean) * (mixed(row, i) - a(row)) / count;            // V_i
        out[parameters_ + i] += square(a(row) - mixed(row, i)) / (2.0 * count);  // E of the rest's variance
      }
    }
    const bool varies = variance > 1e-24 * square(mean);
    for (double& index : out) index = varies ? index / variance : std::numeric_limits<double>::quiet_NaN();
    return out;
  }

 private:
  static double square(double x) { return x * x; }
  [[nodiscard]] double at(std::size_t row, std::size_t column) const {
    return outputs_[rows_[row] * (parameters_ + 2) + column];
  }
  [[nodiscard]] double a(std::size_t row) const { return at(row, 0); }
  [[nodiscard]] double b(std::size_t row) const { return at(row, parameters_ + 1); }
  [[nodiscard]] double mixed(std::size_t row, std::size_t i) const { return at(row, i + 1); }

  const std::vector<double>& outputs_;
  std::size_t parameters_;
  std::vector<std::size_t> rows_;
};

}  // namespace

SobolIndices sobol_indices(const std::vector<double>& outputs, std::size_t parameters, std::size_t resamples,
                           std::uint64_t seed) {
  ENTREPOT_VALIDATE(outputs.size() % (parameters + 2) == 0, "a Saltelli design has whole rows");
  const IndexEstimator estimator(outputs, parameters);
  SobolIndices out;
  out.rows = estimator.rows();
  out.left_out = outputs.size() / (parameters + 2) - out.rows;
  const double missing = std::numeric_limits<double>::quiet_NaN();
  std::vector<Interval> all(2 * parameters, {missing, missing, missing});
  if (out.rows > 1) all = bootstrap(out.rows, resamples, seed, estimator);
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>(parameters);
  out.first.assign(all.begin(), middle);
  out.total.assign(middle, all.end());
  return out;
}

}  // namespace entrepot::tools
