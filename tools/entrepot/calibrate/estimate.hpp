// From the evaluated points to an estimate with an interval per parameter.
#pragma once

#include <string>
#include <vector>

#include "tools/entrepot/calibrate/evaluator.hpp"
#include "tools/entrepot/calibrate/search.hpp"

namespace entrepot::tools {

// One evaluated point.
struct Evaluation {
  std::string part;  // start, search or around
  UnitPoint unit;
  std::vector<double> values;      // [parameter]
  std::vector<std::string> texts;  // [parameter] as the scenario reads them
  Answers answers;                 // empty where the runs failed
  std::string error;
  double objective = 0.0;
};

struct ParameterEstimate {
  double unit = 0.0;   // of the estimate, in [0, 1]
  double lower = 0.0;  // ends of the 95 % interval, in [0, 1]
  double upper = 1.0;
  double rise = 0.0;           // of the objective, at most over the range, all others at their best
  bool moved = true;           // by the data: else the interval is the range, or the objective does not rise
  std::vector<double> effect;  // [target] change over the range at the estimate, in standard deviations
};

struct Estimated {
  std::size_t best = 0;  // position of the evaluation that the estimate is
  std::vector<ParameterEstimate> parameters;
  std::vector<double> world_deviation;  // [target] of the mean over worlds, at the estimate
  std::vector<double> misfit;           // [target] of the surface
  bool quadratic = true;
};

// The objective rises by this at the ends of a 95 % interval (chi squared, one degree of freedom).
inline constexpr double rise_at_ends = 3.841458820694124;

// Estimate: the evaluation with the least objective. Intervals: profile likelihood. The answers are taken
// from quadratic surfaces through all evaluations (weights fall with the objective); the squared deviation of
// a target is that of its band, plus that of the mean over worlds (widened by Student's t), plus
// that of the surface. RunError where
// all failed.
[[nodiscard]] Estimated estimate_parameters(const std::vector<Evaluation>& evaluations,
                                            const std::vector<Target>& targets, std::size_t parameters);

}  // namespace entrepot::tools
