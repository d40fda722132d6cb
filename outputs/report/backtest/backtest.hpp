// `entrepot backtest`: changes of shares since a base year in a run and in four rivals, against those
// observed.
#pragma once

#include <string>
#include <vector>

#include "outputs/report/backtest/observed.hpp"
#include "outputs/report/facts/facts_report.hpp"
#include "outputs/report/summary.hpp"

namespace entrepot::outputs {

struct BacktestRequest {
  std::vector<ObservedSeries> series;
  std::vector<std::string> notes;  // on the observed files
  int from = 2017;
  int until = 2021;
  double damping = 0.8;  // of the trend alone
  int threads = 0;       // 0 = all cores
};

// Per series and year: error, signs and ranks of the run and its rivals (no change, proportional reallocation
// of the run's loss, damped trend, static equilibrium), which rivals the run beats, the slope of Vietnam's
// gain on China's loss across sectors, and every change. InputError for a file that is none of ours or lacks
// the base year.
[[nodiscard]] Summary backtest_summary(const std::string& file, const BacktestRequest& request,
                                       const StaticRival& rival);

}  // namespace entrepot::outputs
