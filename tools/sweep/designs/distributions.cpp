#include "tools/sweep/designs/distributions.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

namespace entrepot::tools {

using namespace scenarios;

namespace {

double normal_below(const SweepParameter& p, double value) {
  if (std::isinf(value)) return value < 0.0 ? 0.0 : 1.0;
  return boost::math::cdf(boost::math::normal(p.mean, p.deviation), value);
}

// Cut at its bounds: between the shares below them.
double normal_value(const SweepParameter& p, double unit) {
  const double low = normal_below(p, p.lower);
  const double share = low + unit * (normal_below(p, p.upper) - low);
  if (share <= 0.0) return p.lower;
  if (share >= 1.0) return p.upper;
  return std::clamp(boost::math::quantile(boost::math::normal(p.mean, p.deviation), share), p.lower, p.upper);
}

double triangular_value(const SweepParameter& p, double unit) {
  const double width = p.upper - p.lower;
  const double rise = (p.mode - p.lower) / width;
  if (unit < rise) return p.lower + std::sqrt(unit * rise) * width;
  return p.upper - std::sqrt((1.0 - unit) * (1.0 - rise)) * width;
}

double triangular_unit(const SweepParameter& p, double value) {
  const double width = p.upper - p.lower;
  if (value < p.mode) return (value - p.lower) * (value - p.lower) / (width * (p.mode - p.lower));
  if (p.upper <= p.mode) return 1.0;
  return 1.0 - (p.upper - value) * (p.upper - value) / (width * (p.upper - p.mode));
}

double continuous_value(const SweepParameter& p, double unit) {
  switch (p.distribution) {
    case Distribution::log_uniform:
      return p.lower * std::pow(p.upper / p.lower, unit);
    case Distribution::normal:
      return normal_value(p, unit);
    case Distribution::triangular:
      return triangular_value(p, unit);
    default:
      return p.lower + unit * (p.upper - p.lower);
  }
}

}  // namespace

double parameter_value(const SweepParameter& p, double unit) {
  if (p.distribution == Distribution::choice) {
    const auto count = static_cast<double>(p.values.size());
    return std::min(std::floor(unit * count), count - 1.0);
  }
  const double value = continuous_value(p, unit);
  return p.whole ? std::round(value) : value;
}

double parameter_unit(const SweepParameter& p, double value) {
  switch (p.distribution) {
    case Distribution::choice:
      return p.values.size() < 2 ? 0.0 : value / static_cast<double>(p.values.size() - 1);
    case Distribution::log_uniform:
      return std::log(value / p.lower) / std::log(p.upper / p.lower);
    case Distribution::normal: {
      const double low = normal_below(p, p.lower);
      return (normal_below(p, value) - low) / (normal_below(p, p.upper) - low);
    }
    case Distribution::triangular:
      return triangular_unit(p, std::clamp(value, p.lower, p.upper));
    default:
      return (value - p.lower) / (p.upper - p.lower);
  }
}

}  // namespace entrepot::tools
