// Means over replicates and how sure they are.
#pragma once

#include <cstddef>
#include <vector>

namespace entrepot::outputs {

// Quantile of Student's t with `freedom` degrees of freedom (>= 1) below which `probability` lies.
[[nodiscard]] double student_quantile(double probability, std::size_t freedom);

// Intervals hold the middle 95 %: their ends as quantiles.
inline constexpr double lower_quantile = 0.025;
inline constexpr double upper_quantile = 0.975;

// Half width of the 95 % interval of the mean of `count` values whose squared deviations from it sum to
// `squares`; NaN with fewer than two values.
[[nodiscard]] double half_width_of_mean(double squares, std::size_t count);

// Paired values of many cells, added one replicate at a time (Welford's update of mean and squares).
class PairedSums {
 public:
  explicit PairedSums(std::size_t cells)
      : value_(cells), against_(cells), difference_(cells), squares_(cells) {}
  void add(const std::vector<double>& value, const std::vector<double>& against);
  [[nodiscard]] std::size_t replicates() const { return count_; }
  [[nodiscard]] std::size_t cells() const { return value_.size(); }
  [[nodiscard]] double mean_value(std::size_t cell) const { return value_[cell]; }
  [[nodiscard]] double mean_against(std::size_t cell) const { return against_[cell]; }
  [[nodiscard]] double mean_difference(std::size_t cell) const { return difference_[cell]; }
  // Half width of the 95 % interval of the mean difference; NaN with fewer than two replicates.
  [[nodiscard]] double half_width(std::size_t cell) const;

 private:
  std::size_t count_ = 0;
  double quantile_ = 0.0;  // of the current count
  std::vector<double> value_, against_, difference_;
  std::vector<double> squares_;  // sum of squared deviations of the differences
};

// A mean over replicates with a 95 % interval; replicates without a value are left out of both.
struct Estimate {
  double mean = 0.0;        // NaN where no replicate has a value
  double half_width = 0.0;  // NaN with fewer than two values
  std::size_t values = 0;   // replicates with a value
};
[[nodiscard]] Estimate estimate(const std::vector<double>& values);

}  // namespace entrepot::outputs
