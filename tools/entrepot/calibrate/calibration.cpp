#include "tools/entrepot/calibrate/calibration.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "scenarios/reader/difference.hpp"
#include "sim/core/error.hpp"
#include "sim/core/sha256.hpp"
#include "tools/entrepot/calibrate/evaluation_log.hpp"
#include "tools/runs/progress.hpp"
#include "tools/sweep/designs/distributions.hpp"
#include "tools/sweep/stops.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

// Of a point whose runs fail: as if every target were ten deviations off.
constexpr double failed_deviations = 10.0;

double failed_objective(const std::vector<Target>& targets) {
  double total = 0.0;
  for (const Target& target : targets) total += target.weight * failed_deviations * failed_deviations;
  return total;
}

std::vector<std::string> names_of(const std::vector<Target>& targets) {
  std::vector<std::string> names;
  for (const Target& target : targets) names.push_back(target.name);
  return names;
}

// Values of the keys as the first run's scenario has them; "" where a key is not written there.
std::vector<std::string> usual_values(const Study& study) {
  const std::vector<std::string> as_it_is(study.parameters.size());
  const std::vector<ScenarioEntry> entries =
      scenario_entries(study_scenario(study, study.runs.front(), as_it_is));
  std::vector<std::string> usual;
  for (const SweepParameter& parameter : study.parameters) {
    usual.emplace_back();
    for (const ScenarioEntry& entry : entries) {
      if (entry.key == parameter.path) usual.back() = entry.value;
    }
  }
  return usual;
}

// The scenario's own point, or none where a value is no number in its range.
UnitPoint usual_point(const Study& study, const std::vector<std::string>& usual) {
  UnitPoint point;
  for (std::size_t i = 0; i < usual.size(); ++i) {
    char* end = nullptr;
    const double value = std::strtod(usual[i].c_str(), &end);
    const SweepParameter& parameter = study.parameters[i];
    if (end == usual[i].c_str() || value < parameter.lower || value > parameter.upper) return {};
    point.push_back(parameter_unit(parameter, value));
  }
  return point;
}

class Calibrator {
 public:
  Calibrator(const Study& study, const CalibrationOptions& options, Calibration& out)
      : study_(study),
        out_(out),
        fitted_(targets_of(study, false)),
        evaluator_(study, options.threads),
        log_(options.folder + "/evaluations.log", names_of(fitted_)),
        progress_(study.name, static_cast<std::int64_t>(study.evaluations), options.quiet) {}

  void search() {
    out_.usual = usual_values(study_);
    const SearchOptions options{study_.method, study_.evaluations, study_.start, study_.seed};
    search_unit_cube(
        usual_point(study_, out_.usual), study_.parameters.size(), options,
        [&](const std::string& part) { part_ = part; },
        [&](const UnitPoint& point) { return evaluate(point); });
    out_.estimate = estimate_parameters(out_.evaluations, fitted_, study_.parameters.size());
  }

  // The estimate once more, to the end of the observed years.
  void show() {
    out_.targets = targets_of(study_, true);
    const std::vector<std::string>& texts = out_.evaluations[out_.estimate.best].texts;
    out_.at_estimate = evaluator_.evaluate(texts, true);
  }

 private:
  double evaluate(const UnitPoint& unit) {
    Evaluation one;
    one.part = part_;
    one.unit = unit;
    for (std::size_t i = 0; i < unit.size(); ++i) {
      one.values.push_back(parameter_value(study_.parameters[i], unit[i]));
      one.texts.push_back(sweep_number(study_.parameters[i], one.values.back()));
    }
    const LoggedAnswers logged = answers_at(one.texts);
    one.answers = logged.answers;
    one.error = logged.error;
    one.objective = one.error.empty() ? objective_of(fitted_, one.answers) : failed_objective(fitted_);
    least_ = out_.evaluations.empty() ? one.objective : std::min(least_, one.objective);
    out_.evaluations.push_back(std::move(one));
    progress_.advance(fmt::format("{}, best {:.4g}", part_, least_));
    return out_.evaluations.back().objective;
  }

  // From the log where it has the point, by the texts' exact numbers.
  LoggedAnswers answers_at(const std::vector<std::string>& texts) {
    Sha256 hash;
    hash.add(fmt::format("{} {}", evaluator_.key(), fmt::join(texts, ",")));
    const std::string key = hash.finish();
    if (const auto known = log_.find(key)) {
      ++out_.replayed;
      return *known;
    }
    if (stops_asked() > 0) throw Interrupted("stopped; evaluations that are finished are kept");
    const auto start = std::chrono::steady_clock::now();
    LoggedAnswers logged;
    try {
      logged.answers = evaluator_.evaluate(texts);
    } catch (const RunError& error) {
      logged.error = error.what();
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    out_.seconds += seconds;
    log_.append(key, logged, seconds);
    return logged;
  }

  const Study& study_;
  Calibration& out_;
  std::vector<Target> fitted_;
  Evaluator evaluator_;
  EvaluationLog log_;
  Progress progress_;
  std::string part_;
  double least_ = 0.0;
};

}  // namespace

Calibration calibrate(const Study& study, const CalibrationOptions& options) {
  std::error_code error;
  std::filesystem::create_directories(options.folder, error);
  if (error) throw RunError("cannot make the folder " + options.folder + ": " + error.message());
  stop_on_signals();
  Calibration out;
  Calibrator calibrator(study, options, out);
  calibrator.search();
  calibrator.show();
  return out;
}

}  // namespace entrepot::tools
