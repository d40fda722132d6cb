// The file of a forecast (docs/forecasts/README.md), and the observed values it is scored against.
#pragma once

#include <string>

#include "outputs/report/forecast/score_summary.hpp"
#include "tools/runs/text_file.hpp"

namespace entrepot::tools {

using namespace outputs;

// InputError with all faults of the file.
[[nodiscard]] Forecast read_forecast(const std::string& path);

// Numbers with six digits.
void write_forecast(const Forecast& forecast, TextFile& out);

// Levels from a CSV file with the columns measure, cell, period, value; or from a folder of observed series
// (or one of its files by name), as `entrepot backtest` reads them. InputError with all faults.
[[nodiscard]] ObservedLevels read_observed_levels(const std::string& path);

}  // namespace entrepot::tools
