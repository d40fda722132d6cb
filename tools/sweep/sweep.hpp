// A sweep: a plan, its points, and what its runs are called in the ledger.
#pragma once

#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "outputs/store/shards/sweep_file.hpp"
#include "scenarios/reader/sweeps/sweep_plan.hpp"
#include "sim/world/table.hpp"
#include "tools/sweep/designs/design.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

// One run: a replicate of a point.
struct SweepRun {
  std::size_t point = 0;
  int replicate = 0;
};

class Sweep {
 public:
  // Draws the design and reads the scenario of every point. InputError with the faults of plan, base scenario
  // and parameters; a single point that the scenario refuses is no fault: its runs fail.
  explicit Sweep(SweepPlan plan);

  [[nodiscard]] const SweepPlan& plan() const { return plan_; }
  [[nodiscard]] const Design& design() const { return design_; }
  [[nodiscard]] std::size_t points() const { return design_.points.size(); }
  [[nodiscard]] std::size_t runs() const { return points() * static_cast<std::size_t>(plan_.replicates); }
  [[nodiscard]] SweepRun run(std::size_t number) const;
  [[nodiscard]] std::size_t number(const SweepRun& run) const;

  // The replicate number that draws follow from: equal at all points with common random numbers.
  [[nodiscard]] int draw(const SweepRun& run) const;
  // The scenario of a point; InputError when it is refused. Safe from many threads.
  [[nodiscard]] Scenario scenario(std::size_t point) const;
  [[nodiscard]] std::shared_ptr<const WorldTable> table(const WorldSpec& world) const;
  // Of the ledger: hash of the scenario's values, data, point, draw, metrics kept and program version. Where
  // files stand does not count.
  [[nodiscard]] std::string key(const SweepRun& run) const;
  [[nodiscard]] std::set<std::string> kept_metrics() const;
  // For the merged file.
  [[nodiscard]] SweepLayout layout() const;

 private:
  void check_metrics() const;
  [[nodiscard]] std::string point_text(std::size_t point) const;

  SweepPlan plan_;
  Design design_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, std::shared_ptr<const WorldTable>> tables_;
  std::vector<std::string> point_hash_;  // of what the point's runs are functions of, draws left out
};

}  // namespace entrepot::tools
