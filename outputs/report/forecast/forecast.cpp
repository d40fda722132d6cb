#include "outputs/report/forecast/forecast.hpp"

#include <algorithm>
#include <cmath>

#include "outputs/report/forecast/crps.hpp"
#include "sim/core/error.hpp"

namespace entrepot::outputs {

namespace {

double value_at(const Forecast& forecast, const Predicted& predicted, double probability) {
  constexpr double same = 1e-9;
  if (!predicted.quantiles.empty()) {
    for (std::size_t i = 0; i < predicted.quantiles.size(); ++i) {
      if (std::abs(forecast.probabilities[i] - probability) < same) return predicted.quantiles[i];
    }
    throw BugError("a forecast without the quantile of a band");
  }
  if (predicted.members.empty()) return quantile_of_normal(predicted.mean, predicted.deviation, probability);
  std::vector<double> sorted = predicted.members;
  std::sort(sorted.begin(), sorted.end());
  return quantile_of(sorted, probability);
}

}  // namespace

ForecastBand forecast_band(const Forecast& forecast, const Predicted& predicted, double share) {
  return {value_at(forecast, predicted, 0.5 - 0.5 * share), value_at(forecast, predicted, 0.5 + 0.5 * share)};
}

double crps_of(const Forecast& forecast, const Predicted& predicted, double observed) {
  if (!predicted.members.empty()) return crps_of_ensemble(predicted.members, observed);
  if (!predicted.quantiles.empty())
    return crps_of_quantiles(forecast.probabilities, predicted.quantiles, observed);
  return crps_of_normal(predicted.mean, predicted.deviation, observed);
}

const std::vector<double>& band_probabilities() {
  static const std::vector<double> probabilities = {0.05, 0.25, 0.5, 0.75, 0.95};
  return probabilities;
}

}  // namespace entrepot::outputs
