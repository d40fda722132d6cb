// The study of a calibration: what is searched over, in which runs, and what they are held against.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "outputs/report/backtest/observed.hpp"
#include "outputs/report/inputs.hpp"
#include "scenarios/reader/sweeps/sweep_plan.hpp"
#include "sim/world/table.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

// The last observed year that may be fitted; later ones are shown.
inline constexpr int last_fitted_year = 2019;
inline constexpr int last_shown_year = 2021;

// Tables of worlds, each read once. Safe from many threads.
class TableCache {
 public:
  [[nodiscard]] std::shared_ptr<const WorldTable> get(const WorldSpec& world);

 private:
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const WorldTable>> tables_;
};

// One scenario and what is measured in it.
struct StudyRun {
  SweepPlan plan;           // base scenario, overrides and the study's parameters
  std::vector<Fact> facts;  // of role calibrate
  std::vector<ObservedSeries> series;
};

struct Study {
  std::string path;  // of its file
  std::string name;
  std::string description;
  std::string facts;  // name of the facts file
  std::uint64_t seed = 1;
  int worlds = 4;
  std::string method;
  std::size_t evaluations = 300;
  std::size_t start = 90;
  int base_year = 2017;
  double tolerance = 0.01;  // of the change of a share, one standard deviation
  std::vector<SweepParameter> parameters;
  std::vector<StudyRun> runs;
  std::vector<std::string> notes;
  std::shared_ptr<TableCache> tables = std::make_shared<TableCache>();
};

// Reads a study and all that it names: scenarios at both ends of every parameter, facts, observed series
// (from the folder `observed`; "" = none is given). InputError with all faults of all of them.
[[nodiscard]] Study read_study(const std::string& path, const std::string& observed);

// The scenario of a run at a point, one text per parameter ("" = as in the scenario), with the study's
// worlds.
[[nodiscard]] Scenario study_scenario(const Study& study, const StudyRun& run,
                                      const std::vector<std::string>& texts);

}  // namespace entrepot::tools
