// A calibration from its study to its estimate: searches, keeps every evaluation, goes on where it was
// stopped.
#pragma once

#include <string>
#include <vector>

#include "outputs/report/summary.hpp"
#include "tools/entrepot/calibrate/estimate.hpp"

namespace entrepot::tools {

using namespace outputs;

struct CalibrationOptions {
  std::string folder;  // of log and results; made where it is not there
  int threads = 0;     // 0 = all cores
  bool quiet = false;
};

struct Calibration {
  std::vector<Target> targets;  // fitted and, at the estimate, shown
  std::vector<Evaluation> evaluations;
  Estimated estimate;
  Answers at_estimate;             // [world][target of `targets`]
  std::vector<std::string> usual;  // [parameter] as the scenario has it
  std::size_t replayed = 0;        // evaluations taken from the log
  double seconds = 0.0;            // of the others, wall time
};

// InputError where a target cannot be measured, or another process works in the folder; Interrupted when the
// user asked to stop: the log is kept, and the same call goes on with the same bits.
[[nodiscard]] Calibration calibrate(const Study& study, const CalibrationOptions& options);

// Every evaluation: part, parameters, objective, each target's mean over worlds.
[[nodiscard]] std::string evaluations_csv(const Study& study, const Calibration& calibration);

// A scenario that extends the study's first with the estimates; intervals stand beside them.
[[nodiscard]] std::string estimate_yaml(const Study& study, const Calibration& calibration);

[[nodiscard]] Summary calibration_summary(const Study& study, const Calibration& calibration);

}  // namespace entrepot::tools
