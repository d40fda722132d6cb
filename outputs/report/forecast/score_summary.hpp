// `entrepot score`: a forecast against what came.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "outputs/report/forecast/forecast.hpp"
#include "outputs/report/summary.hpp"

namespace entrepot::outputs {

// Observed levels by measure, cell and period.
using ObservedKey = std::tuple<std::string, std::string, std::string>;
struct ObservedLevels {
  std::map<ObservedKey, double> values;
  std::vector<std::string> notes;
};

// How a forecast did: over all its cells with a value, or over those of one period.
struct ForecastScore {
  std::size_t cells = 0;
  double crps = 0.0;        // mean, in the units of the forecast
  double no_change = 0.0;   // the same of a forecast that nothing changes; NaN for levels
  double inside_50 = 0.0;   // share of values in the central band of 50 %
  double inside_90 = 0.0;   // and of 90 %
  double width_90 = 0.0;    // mean width of that band
  double median_off = 0.0;  // mean of median less value
};

// The value that a forecast cell is held against: the level, or its change since the measure's base; NaN
// where it is not known.
[[nodiscard]] double observed_of(const ForecastMeasure& measure, const Predicted& predicted,
                                 const ObservedLevels& observed);

// `period` = "" for all.
[[nodiscard]] ForecastScore score_of(const Forecast& forecast, const ForecastMeasure& measure,
                                     const ObservedLevels& observed, const std::string& period);

// Scores by measure and period, then every cell; what has no value yet is named. InputError where no cell of
// the forecast has one.
[[nodiscard]] Summary score_summary(const std::string& file, const Forecast& forecast,
                                    const ObservedLevels& observed);

}  // namespace entrepot::outputs
