#include "scenarios/reader/schema/calibration_schema.hpp"

#include "sim/core/keys.hpp"

namespace entrepot::scenarios {

namespace {

using Given = std::set<std::string>;

std::vector<KeyFault> check_counts(const Values& values, const Given& given) {
  std::vector<KeyFault> faults;
  if (values.has("evaluations") && values.has("start") &&
      values.get<std::int64_t>("start") > values.get<std::int64_t>("evaluations"))
    faults.push_back({given.count("start") != 0 ? "start" : "evaluations", "start is more than evaluations",
                      "it is a part of them", ""});
  return faults;
}

std::vector<KeyFault> check_bounds(const Values& values, const Given& given) {
  std::vector<KeyFault> faults;
  const bool both = values.has("lower") && values.has("upper");
  if ((given.count("lower") != 0) != (given.count("upper") != 0))
    faults.push_back({given.count("lower") != 0 ? "lower" : "upper", "one end of the range is missing",
                      "give lower and upper, or neither: the range of the key", ""});
  if (both && values.number("upper") <= values.number("lower"))
    faults.push_back({"upper", "upper is not above lower", "", ""});
  if (both && values.text_or("scale", "") == "log" && values.number("lower") <= 0.0)
    faults.push_back({"lower", "lower is not above 0", "a logarithm is taken", ""});
  if (values.has("text") && values.get<std::string>("text").find("{}") == std::string::npos)
    faults.push_back({"text", "text has no {}", "the number goes there", "write text: \"{} per year\""});
  return faults;
}

}  // namespace

const Descriptor& calibration_descriptor() {
  static const Descriptor descriptor{
      "calibration",
      "The keys of a calibration's study (entrepot calibrate FILE).",
      {ranged(required_key("schema", KeyType::integer, "Version of this language."), 1, 1),
       required_key("name", KeyType::text, "Short name; the folder of the results is NAME.calibration."),
       optional_key("description", KeyType::text, "What is asked."),
       default_key("facts", KeyType::text, "trade-war-2018",
                   "Facts: a file, or a name of the library; only those of role calibrate are fitted."),
       ranged(default_key("worlds", KeyType::integer, "4", "Redrawn worlds, the same at every point."), 2,
              1000),
       ranged(
           default_key("seed", KeyType::integer, "1", "Seed of worlds, draws and the space-filling points."),
           0, 9.0e18),
       choice_key("method", {"bobyqa", "cobyla", "crs2", "esch", "none"},
                  "Of the search after the space-filling start (NLopt); none: no search."),
       ranged(
           default_key("evaluations", KeyType::integer, "300", "Points at most, all three parts together."),
           8, 1e6),
       ranged(
           optional_key("start", KeyType::integer,
                        "Space-filling points (Latin hypercube); default: three in ten of the evaluations."),
           4, 1e6),
       ranged(default_key("base_year", KeyType::integer, "2017", "Year that observed shares change from."),
              1900, 2018),
       number_key("tolerance", "1 pp", 0.01, 50.0,
                  "Of the change of an observed share: what one standard deviation is.", "pp"),
       required_key("runs", KeyType::block, "What is run at a point (describe calibration-run)."),
       required_key("parameters", KeyType::block, "What is searched over (describe calibration-parameter).")},
      check_counts};
  return descriptor;
}

const Descriptor& calibration_run_descriptor() {
  static const Descriptor descriptor{
      "calibration-run",
      "One scenario and what is measured in it (each of runs:).",
      {required_key("scenario", KeyType::text, "A file, or a library scenario."),
       optional_key("set", KeyType::block, "List of overrides, as for --set."),
       optional_key("facts", KeyType::block, "List of facts by id, of role calibrate."),
       optional_key(
           "observed", KeyType::block,
           "List of observed series: us-imports, us-imports-by-sector, china-exports, connectors.")}};
  return descriptor;
}

const Descriptor& calibration_parameter_descriptor() {
  static const Descriptor descriptor{
      "calibration-parameter",
      "One thing that a calibration searches over (each of parameters:).",
      {required_key("path", KeyType::text, "Where it stands, as for --set: model.sourcing.hazard_scale."),
       optional_key("name", KeyType::text, "Name in tables; default: the last word of the path."),
       optional_key("lower", KeyType::number, "Smallest value; default: that of the key."),
       optional_key("upper", KeyType::number, "Largest value; default: that of the key."),
       choice_key("scale", {"linear", "log"}, "How the range is searched."),
       optional_key("text", KeyType::text,
                    "How a number is written into the scenario; default: with the unit of the key.")},
      check_bounds};
  return descriptor;
}

const std::vector<Descriptor>& calibration_descriptors() {
  static const std::vector<Descriptor> all = {calibration_descriptor(), calibration_run_descriptor(),
                                              calibration_parameter_descriptor()};
  return all;
}

}  // namespace entrepot::scenarios
