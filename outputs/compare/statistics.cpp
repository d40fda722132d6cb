#include "outputs/compare/statistics.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

#include "sim/core/error.hpp"

namespace entrepot::outputs {

double student_quantile(double probability, std::size_t freedom) {
  ENTREPOT_VALIDATE(freedom >= 1, "Student's t needs a degree of freedom");
  return boost::math::quantile(boost::math::students_t(static_cast<double>(freedom)), probability);
}

double half_width_of_mean(double squares, std::size_t count) {
  if (count < 2) return std::numeric_limits<double>::quiet_NaN();
  const auto values = static_cast<double>(count);
  return student_quantile(upper_quantile, count - 1) * std::sqrt(squares / (values - 1.0) / values);
}

void PairedSums::add(const std::vector<double>& value, const std::vector<double>& against) {
  ENTREPOT_VALIDATE(value.size() == cells() && against.size() == cells(), "paired values have equal cells");
  ++count_;
  const auto count = static_cast<double>(count_);
  for (std::size_t i = 0; i < cells(); ++i) {
    value_[i] += (value[i] - value_[i]) / count;
    against_[i] += (against[i] - against_[i]) / count;
    const double difference = value[i] - against[i];
    const double before = difference - difference_[i];
    difference_[i] += before / count;
    squares_[i] += before * (difference - difference_[i]);
  }
  quantile_ =
      count_ < 2 ? std::numeric_limits<double>::quiet_NaN() : student_quantile(upper_quantile, count_ - 1);
}

double PairedSums::half_width(std::size_t cell) const {
  const auto count = static_cast<double>(count_);
  return quantile_ * std::sqrt(squares_[cell] / (count - 1.0) / count);
}

Estimate estimate(const std::vector<double>& values) {
  Estimate out;
  double sum = 0.0;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    sum += value;
    ++out.values;
  }
  out.mean = sum / static_cast<double>(out.values);
  double squares = 0.0;
  for (const double value : values) {
    if (!std::isnan(value)) squares += (value - out.mean) * (value - out.mean);
  }
  out.half_width = half_width_of_mean(squares, out.values);
  return out;
}

}  // namespace entrepot::outputs
