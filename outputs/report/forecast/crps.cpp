#include "outputs/report/forecast/crps.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <cstddef>

#include "sim/core/error.hpp"

namespace entrepot::outputs {

// With x in ascending order the sum over all pairs is 2 sum (2 i - n + 1) x_i, counted from 0.
double crps_of_ensemble(std::vector<double> members, double observed) {
  ENTREPOT_VALIDATE(!members.empty(), "an ensemble has members");
  std::sort(members.begin(), members.end());
  const auto n = static_cast<double>(members.size());
  double distance = 0.0;
  double spread = 0.0;
  for (std::size_t i = 0; i < members.size(); ++i) {
    distance += std::abs(members[i] - observed);
    spread += (2.0 * static_cast<double>(i) - n + 1.0) * members[i];
  }
  return distance / n - spread / (n * n);
}

double crps_of_normal(double mean, double deviation, double observed) {
  ENTREPOT_VALIDATE(deviation > 0.0, "a normal has a spread");
  const boost::math::normal standard;
  const double z = (observed - mean) / deviation;
  const double at_equal_forecasts = 0.564189583547756287;  // 1 over the root of pi
  return deviation * (z * (2.0 * boost::math::cdf(standard, z) - 1.0) + 2.0 * boost::math::pdf(standard, z) -
                      at_equal_forecasts);
}

double crps_of_quantiles(const std::vector<double>& probabilities, const std::vector<double>& quantiles,
                         double observed) {
  ENTREPOT_VALIDATE(!quantiles.empty() && probabilities.size() == quantiles.size(),
                    "every quantile has a probability");
  double loss = 0.0;
  for (std::size_t i = 0; i < quantiles.size(); ++i) {
    const double above = observed - quantiles[i];
    loss += above > 0.0 ? probabilities[i] * above : (probabilities[i] - 1.0) * above;
  }
  return 2.0 * loss / static_cast<double>(quantiles.size());
}

double quantile_of(const std::vector<double>& sorted, double probability) {
  ENTREPOT_VALIDATE(!sorted.empty(), "an ensemble has members");
  const double at = probability * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  if (below + 1 >= sorted.size()) return sorted.back();
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

double quantile_of_normal(double mean, double deviation, double probability) {
  return boost::math::quantile(boost::math::normal(mean, deviation), probability);
}

}  // namespace entrepot::outputs
