// `entrepot forecast`: the ensemble of some result files as a forecast.
#pragma once

#include <string>
#include <vector>

#include "outputs/report/forecast/forecast.hpp"

namespace entrepot::outputs {

struct ForecastRequest {
  std::string name;  // "" = of the first file's scenario
  std::string made;  // YYYY-MM-DD
  int from = 2017;   // the year that values are changes from
  int threads = 0;   // 0 = all cores
};

// Every replicate of every file is a member. Changes since `from`, year by year to the last whole year of
// all files: US import shares by partner, and the index of China's indirect links to the USA. InputError for
// a file that is none of ours, has no such year, or has regions that the first has not.
[[nodiscard]] Forecast make_forecast(const std::vector<std::string>& files, const ForecastRequest& request);

}  // namespace entrepot::outputs
