#include "scenarios/reader/schema/sweep_schema.hpp"

#include <algorithm>

#include "sim/core/keys.hpp"

namespace entrepot::scenarios {

namespace {

using Given = std::set<std::string>;

std::vector<KeyFault> check_design(const Values& values, const Given& given) {
  std::vector<KeyFault> faults;
  if (!values.has("method")) return faults;
  const std::string& method = values.get<std::string>("method");
  const bool counts_samples =
      method == "latin-hypercube" || method == "sobol" || method == "saltelli" || method == "morris";
  if (counts_samples && given.count("samples") == 0)
    faults.push_back(
        {"method", "key samples is missing", "the method " + method + " needs it", "add `samples: 64`"});
  if (!counts_samples && given.count("samples") != 0)
    faults.push_back({"samples", "samples has no meaning for the method " + method,
                      "its size follows from the parameters", "leave it out"});
  if (method == "csv" && given.count("file") == 0)
    faults.push_back({"method", "key file is missing", "the method csv needs it", "add `file: design.csv`"});
  if (method != "csv" && given.count("file") != 0)
    faults.push_back({"file", "file has no meaning for the method " + method, "", "write `method: csv`"});
  if (method == "morris" && values.has("levels") && values.get<std::int64_t>("levels") % 2 != 0)
    faults.push_back({"levels", "levels is odd", "a Morris step is half the levels", "write 4 or 6"});
  return faults;
}

void need(const std::string& distribution, const std::vector<std::string>& keys, const Given& given,
          std::vector<KeyFault>& faults) {
  for (const std::string& key : keys) {
    if (given.count(key) != 0) continue;
    faults.push_back({given.count("distribution") != 0 ? "distribution" : "path",
                      "key " + key + " is missing", "the distribution " + distribution + " needs it",
                      "add `" + key + ": ...`"});
  }
}

void refuse(const std::string& distribution, const std::vector<std::string>& keys, const Given& given,
            std::vector<KeyFault>& faults) {
  for (const std::string& key : keys) {
    if (given.count(key) == 0) continue;
    faults.push_back({key, key + " has no meaning for the distribution " + distribution, "", "leave it out"});
  }
}

void check_order(const Values& values, const std::string& distribution, std::vector<KeyFault>& faults) {
  if (!values.has("lower") || !values.has("upper")) return;
  const double lower = values.number("lower");
  const double upper = values.number("upper");
  if (upper <= lower) faults.push_back({"upper", "upper is not above lower", "", ""});
  if (distribution == "log-uniform" && lower <= 0.0)
    faults.push_back({"lower", "lower is not above 0", "a logarithm is taken", ""});
  if (distribution == "triangular" && values.has("mode") &&
      (values.number("mode") < lower || values.number("mode") > upper))
    faults.push_back({"mode", "mode is outside lower and upper", "", ""});
}

std::vector<KeyFault> check_parameter(const Values& values, const Given& given) {
  std::vector<KeyFault> faults;
  if (!values.has("distribution")) return faults;
  const std::string& name = values.get<std::string>("distribution");
  if (name == "choice") {
    refuse(name, {"lower", "upper", "mean", "deviation", "mode", "whole"}, given, faults);
  } else if (name == "normal") {
    need(name, {"mean", "deviation"}, given, faults);
    refuse(name, {"mode"}, given, faults);
  } else {
    need(name, {"lower", "upper"}, given, faults);
    refuse(name, {"mean", "deviation"}, given, faults);
    if (name != "triangular") refuse(name, {"mode"}, given, faults);
    if (name == "triangular") need(name, {"mode"}, given, faults);
  }
  if (values.has("deviation") && values.number("deviation") <= 0.0)
    faults.push_back({"deviation", "deviation is not above 0", "", ""});
  if (values.has("text") && values.get<std::string>("text").find("{}") == std::string::npos)
    faults.push_back({"text", "text has no {}", "the number goes there", "write text: \"+{} pp\""});
  check_order(values, name, faults);
  return faults;
}

std::vector<KeyFault> check_target(const Values& values, const Given& given) {
  if (!values.has("summary")) return {};
  const std::string& summary = values.get<std::string>("summary");
  const bool of_series = summary == "peak" || summary == "peak-date" || summary == "half-life";
  if (of_series && given.count("at") != 0)
    return {
        {"at", "at has no meaning for the summary " + summary, "it looks at the whole run", "leave it out"}};
  if (!of_series && given.count("base") != 0)
    return {{"base", "base has no meaning for the summary " + summary, "", "leave it out"}};
  return {};
}

}  // namespace

const Descriptor& sweep_descriptor() {
  static const Descriptor descriptor{
      "sweep",
      "The keys of a sweep's plan (entrepot sweep plan FILE).",
      {ranged(required_key("schema", KeyType::integer, "Version of this language."), 1, 1),
       required_key("name", KeyType::text, "Short name; the folder of the results is NAME.sweep."),
       optional_key("description", KeyType::text, "What is asked."),
       required_key("scenario", KeyType::text, "Base scenario: a file, or a library scenario."),
       optional_key("set", KeyType::block, "List of overrides for every point, as for --set."),
       ranged(default_key("seed", KeyType::integer, "1",
                          "Master seed of the design and of every run; replaces the scenario's."),
              0, 9.0e18),
       ranged(default_key("replicates", KeyType::integer, "1", "Runs per point, each with its own draws."), 1,
              10000),
       default_key("common_random_numbers", KeyType::boolean, "true",
                   "true: replicate r has the same draws at every point; false: its own."),
       required_key("design", KeyType::block, "How points are chosen (describe sweep-design)."),
       required_key("parameters", KeyType::block, "What is varied (describe sweep-parameter)."),
       optional_key("metrics", KeyType::block, "List of metrics to keep; default: all."),
       optional_key("targets", KeyType::block,
                    "Numbers to explain, for sweep analyse (describe sweep-target).")}};
  return descriptor;
}

const Descriptor& sweep_design_descriptor() {
  static const Descriptor descriptor{
      "sweep-design",
      "How the points of a sweep are chosen (design:).",
      {choice_key("method",
                  {"latin-hypercube", "grid", "sobol", "saltelli", "morris", "one-at-a-time", "csv"},
                  "saltelli serves variance-based indices, morris elementary effects."),
       ranged(
           optional_key(
               "samples", KeyType::integer,
               "Points; of saltelli: rows N of N (parameters + 2) points; of morris: paths of parameters + 1 "
               "points."),
           1, 1e6),
       ranged(default_key("levels", KeyType::integer, "4",
                          "Values per parameter of grid, morris and one-at-a-time."),
              2, 1000),
       optional_key(
           "file", KeyType::text,
           "Of csv: values, one row per point; first row: names of parameters, or none (SALib's text)."),
       choice_key("read_as", {"none", "saltelli", "morris"},
                  "Of csv: the order in which the rows were drawn.")},
      check_design};
  return descriptor;
}

const Descriptor& sweep_parameter_descriptor() {
  static const Descriptor descriptor{
      "sweep-parameter",
      "One thing that a sweep varies (each of parameters:).",
      {required_key("path", KeyType::text, "Where it stands, as for --set: model.sourcing.hazard_scale."),
       optional_key("name", KeyType::text, "Name in tables; default: the last word of the path."),
       choice_key("distribution", {"uniform", "log-uniform", "normal", "triangular", "choice"},
                  "Default with values: choice."),
       optional_key("lower", KeyType::number, "Smallest value."),
       optional_key("upper", KeyType::number, "Largest value."),
       optional_key("mean", KeyType::number, "Of a normal; lower and upper then cut it."),
       optional_key("deviation", KeyType::number, "Standard deviation of a normal."),
       optional_key("mode", KeyType::number, "Most likely value of a triangular."),
       optional_key("values", KeyType::block, "List of values of a choice, as the scenario reads them."),
       default_key("text", KeyType::text, "{}", "How a number is written into the scenario: \"+{} pp\"."),
       default_key("whole", KeyType::boolean, "false", "Numbers are rounded to whole ones.")},
      check_parameter};
  return descriptor;
}

const Descriptor& sweep_target_descriptor() {
  static const Descriptor descriptor{
      "sweep-target",
      "A number of each run that sweep analyse explains (each of targets:).",
      {required_key("name", KeyType::text, "Name in tables and files."),
       required_key("metric", KeyType::text, "Metric it is read from."),
       optional_key(
           "where", KeyType::text,
           "Labels of its axes: origin=CHN,destination=USA; axes without one are summed or averaged as "
           "the metric is over time."),
       optional_key("at", KeyType::text, "Month, quarter or year: 2024, 2024-Q1, 2024-03; default: all."),
       choice_key(
           "summary", {"mean", "last", "peak", "peak-date", "half-life"},
           "mean over `at`, or the last value in it; or of the whole series: height, date or half-life of "
           "its peak."),
       choice_key("of", {"scenario", "baseline", "difference", "ratio"},
                  "Which run; difference and ratio: scenario against baseline."),
       default_key("base", KeyType::number, "1",
                   "Level that a peak and its half-life are measured "
                   "from.")},
      check_target};
  return descriptor;
}

}  // namespace entrepot::scenarios
