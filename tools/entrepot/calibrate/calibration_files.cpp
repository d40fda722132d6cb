// What a calibration leaves: all evaluations, and a scenario with the estimates.
#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "outputs/store/csv_text.hpp"
#include "tools/entrepot/calibrate/calibration.hpp"
#include "tools/runs/provenance.hpp"
#include "tools/sweep/designs/distributions.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace {

// "0.45" and its interval, as texts of the scenario.
std::string written(const SweepParameter& parameter, double unit) {
  const std::string number = fmt::format("{:.4g}", parameter_value(parameter, unit));
  const std::size_t at = parameter.text.find("{}");
  return parameter.text.substr(0, at) + number + parameter.text.substr(at + 2);
}

std::string as_written(const SweepParameter& parameter, const std::string& number) {
  const std::size_t at = parameter.text.find("{}");
  return parameter.text.substr(0, at) + number + parameter.text.substr(at + 2);
}

struct Branch {
  std::map<std::string, Branch> below;
  std::string value;
  std::string comment;
};

void add_leaf(Branch& root, const std::string& path, const std::string& value, const std::string& comment) {
  Branch* at = &root;
  std::size_t from = 0;
  while (from <= path.size()) {
    const std::size_t dot = std::min(path.find('.', from), path.size());
    at = &at->below[path.substr(from, dot - from)];
    from = dot + 1;
  }
  at->value = value;
  at->comment = comment;
}

std::string yaml_of(const Branch& branch, const std::string& indent) {
  std::string text;
  for (const auto& [key, below] : branch.below) {
    text += below.below.empty() ? fmt::format("{}{}: {}  # {}\n", indent, key, below.value, below.comment)
                                : fmt::format("{}{}:\n{}", indent, key, yaml_of(below, indent + "  "));
  }
  return text;
}

std::string json_text(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::string evaluations_csv(const Study& study, const Calibration& calibration) {
  std::string text = "evaluation,part";
  for (const SweepParameter& parameter : study.parameters) text += "," + csv_field(parameter.name);
  text += ",objective";
  const std::vector<Target> targets = targets_of(study, false);
  for (const Target& target : targets) text += "," + csv_field(target.name);
  text += ",error\n";
  for (std::size_t i = 0; i < calibration.evaluations.size(); ++i) {
    const Evaluation& one = calibration.evaluations[i];
    text += fmt::format("{},{}", i, one.part);
    for (const std::string& value : one.texts) text += "," + value;
    text += "," + csv_number(one.objective);
    const std::vector<double> mean =
        one.answers.empty() ? std::vector<double>() : mean_over_worlds(one.answers);
    for (std::size_t t = 0; t < targets.size(); ++t) text += mean.empty() ? "," : "," + csv_number(mean[t]);
    text += "," + csv_field(one.error) + "\n";
  }
  return text;
}

std::string estimate_yaml(const Study& study, const Calibration& calibration) {
  const Evaluation& best = calibration.evaluations[calibration.estimate.best];
  Branch root;
  for (std::size_t i = 0; i < study.parameters.size(); ++i) {
    const SweepParameter& parameter = study.parameters[i];
    const ParameterEstimate& one = calibration.estimate.parameters[i];
    add_leaf(root, parameter.path, as_written(parameter, best.texts[i]),
             fmt::format("95 %: {} to {}{}", written(parameter, one.lower), written(parameter, one.upper),
                         one.moved ? "" : "; the data do not move it"));
  }
  return fmt::format(
             "# Made by `entrepot calibrate`, program {}: the least of {} evaluations (objective {:.4g}), "
             "worlds\n"
             "# {}, seed {}. Intervals are profile likelihood.\nschema: 1\nname: {}\ndescription: "
             "{}\nextends: {}\n",
             program_version(), calibration.evaluations.size(), best.objective, study.worlds, study.seed,
             study.name,
             json_text(study.description.empty() ? "Estimates of the calibration " + study.name
                                                 : study.description),
             json_text(study.runs.front().plan.scenario)) +
         yaml_of(root, "");
}

}  // namespace entrepot::tools
