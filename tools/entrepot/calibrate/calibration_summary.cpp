// A calibration for the terminal: estimates, how targets are met, what moves what.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "tools/entrepot/calibrate/calibration.hpp"
#include "tools/sweep/designs/distributions.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace {

double value_of(const Study& study, std::size_t parameter, double unit) {
  return parameter_value(study.parameters[parameter], unit);
}

DataTable parameter_table(const Study& study, const Calibration& calibration) {
  DataTable table{"parameters", "Estimates", "profile likelihood on quadratic surfaces", {}, {}};
  table.columns = {{"parameter", "", 0, false, true},  {"in the scenario", "", 0, false, true},
                   {"from", "", -1, false, false},     {"to", "", -1, false, false},
                   {"estimate", "", -1, false, false}, {"95 % from", "", -1, false, false},
                   {"95 % to", "", -1, false, false},  {"objective rises by", "", -1, false, false},
                   {"data", "", 0, false, true}};
  for (std::size_t p = 0; p < study.parameters.size(); ++p) {
    const ParameterEstimate& one = calibration.estimate.parameters[p];
    table.rows.push_back({study.parameters[p].path, calibration.usual[p], study.parameters[p].lower,
                          study.parameters[p].upper, value_of(study, p, one.unit),
                          value_of(study, p, one.lower), value_of(study, p, one.upper), one.rise,
                          one.moved ? "move it" : "do not move it"});
  }
  return table;
}

DataTable target_table(const Calibration& calibration) {
  DataTable table{"targets",
                  "Targets at the estimate",
                  "changes of shares are fractions; off: in standard deviations",
                  {},
                  {}};
  table.columns = {{"target", "", 0, false, true},
                   {"role", "", 0, false, true},
                   {"units", "", 0, false, true},
                   {"observed", "", -1, true, false},
                   {"deviation", "", -1, false, false},
                   {"run", "", -1, true, false},
                   {"world to world", "", -1, false, false},
                   {"off", "", 2, true, false}};
  const std::vector<double> mean = mean_over_worlds(calibration.at_estimate);
  const std::vector<double> variance = variance_of_worlds(calibration.at_estimate);
  for (std::size_t t = 0; t < calibration.targets.size(); ++t) {
    const Target& target = calibration.targets[t];
    table.rows.push_back({target.name, target.fitted ? "fitted" : "shown, not fitted", target.units,
                          target.value, target.deviation, mean[t], std::sqrt(variance[t]),
                          (mean[t] - target.value) / target.deviation});
  }
  return table;
}

// The change of every fitted target over each parameter's range.
DataTable effect_table(const Study& study, const Calibration& calibration) {
  DataTable table{
      "sensitivity",
      "What moves what",
      "change of a target from the lower to the upper end of a parameter's range, the others at the "
      "estimate, in standard deviations of the target",
      {},
      {}};
  table.columns = {{"target", "", 0, false, true}};
  for (const SweepParameter& parameter : study.parameters)
    table.columns.push_back({parameter.name, "", 2, true, false});
  const std::vector<Target> targets = targets_of(study, false);
  for (std::size_t t = 0; t < targets.size(); ++t) {
    std::vector<DataCell> row = {targets[t].name};
    for (const ParameterEstimate& one : calibration.estimate.parameters) row.emplace_back(one.effect[t]);
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::vector<std::string> sentences(const Study& study, const Calibration& calibration) {
  std::size_t failed = 0;
  for (const Evaluation& one : calibration.evaluations) failed += one.error.empty() ? 0U : 1U;
  const Evaluation& best = calibration.evaluations[calibration.estimate.best];
  std::vector<std::string> unmoved;
  for (std::size_t p = 0; p < study.parameters.size(); ++p) {
    if (!calibration.estimate.parameters[p].moved) unmoved.push_back(study.parameters[p].name);
  }
  std::vector<std::string> text = {
      fmt::format(
          "{} evaluations on {} redrawn worlds, {} of them failed; the least objective is {:.4g}, that of "
          "the first point {:.4g}.",
          calibration.evaluations.size(), study.worlds, failed, best.objective,
          calibration.evaluations.front().objective),
      "Objective: squared distance of the mean over worlds in standard deviations, which are half the width "
      "of a "
      "fact's band, or the study's tolerance of a share; the cells of a series weigh as one fact. Facts of "
      "other "
      "roles than calibrate and years after 2019 do not enter."};
  if (!calibration.estimate.quadratic)
    text.push_back("Too few evaluations for quadratic surfaces: these are linear, and intervals are rough.");
  if (!unmoved.empty())
    text.push_back(
        fmt::format("The data do not move {}: the interval is the range, or the objective hardly rises.",
                    fmt::join(unmoved, ", ")));
  return text;
}

}  // namespace

Summary calibration_summary(const Study& study, const Calibration& calibration) {
  Section section{"calibration", "Calibration of " + study.name, sentences(study, calibration), {}, {}, {}};
  section.tables = {parameter_table(study, calibration), target_table(calibration),
                    effect_table(study, calibration)};
  RunSummary run;
  run.file = study.path;
  run.name = study.description.empty() ? study.name : study.description;
  run.replicates = study.worlds;
  run.sections = {std::move(section)};
  Summary summary;
  summary.runs.push_back(std::move(run));
  return summary;
}

}  // namespace entrepot::tools
