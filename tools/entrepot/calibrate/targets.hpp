// What a calibration is held against, as one list of numbers with tolerances.
#pragma once

#include <string>
#include <vector>

#include "outputs/report/facts/fact_view.hpp"
#include "tools/entrepot/calibrate/study.hpp"

namespace entrepot::tools {

// One number that a run is asked for.
struct Target {
  std::string name;  // "us_share_chn_2019", "us-imports CHN 2019"
  std::size_t run = 0;
  double value = 0.0;  // observed, in the units of `units`
  double deviation =
      1.0;              // one standard deviation: half the width of a fact's band, or the study's tolerance
  double weight = 1.0;  // of its squared distance; the cells of a series weigh one together
  std::string units;
  bool fitted = true;  // otherwise shown only: observed after 2019
};

// Facts first, then the cells of each series year by year; run by run. Those after `last_fitted_year` only
// with `shown`.
[[nodiscard]] std::vector<Target> targets_of(const Study& study, bool shown);

// The values of one run's targets in one world, in the order of targets_of; NotMeasured with the target's
// name where one cannot be measured.
[[nodiscard]] std::vector<double> measure_run(const Study& study, std::size_t run, const FactView& view,
                                              bool shown);

// Squared distances in standard deviations, weighted and summed: means over worlds against the values.
// `answers` [world][target].
[[nodiscard]] double objective_of(const std::vector<Target>& targets,
                                  const std::vector<std::vector<double>>& answers);

// Mean over worlds, by target; and the variance of one world about it.
[[nodiscard]] std::vector<double> mean_over_worlds(const std::vector<std::vector<double>>& answers);
[[nodiscard]] std::vector<double> variance_of_worlds(const std::vector<std::vector<double>>& answers);

}  // namespace entrepot::tools
