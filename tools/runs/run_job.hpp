// Running a scenario and its paired baseline, replicate by replicate.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/behaviours/model.hpp"
#include "outputs/metrics/metric.hpp"
#include "outputs/store/results/result_types.hpp"
#include "scenarios/reader/scenario.hpp"
#include "sim/core/parallel.hpp"
#include "sim/engine/simulation.hpp"
#include "sim/world/world.hpp"
#include "tools/runs/variant_run.hpp"
#include "tools/runs/world_key.hpp"

namespace entrepot::tools {

using namespace models;
using namespace scenarios;
using namespace outputs;

// The user asked to stop (Ctrl-C, SIGTERM): exit code 5, finished replicates are kept.
class Interrupted : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// What a run without policies is a function of: jobs with equal keys may share its results.
struct BaselineKey {
  WorldKey world;
  int replicate = 0;   // of the draws
  std::string inputs;  // calendar, model, metrics recorded, and the policies whose firms the baseline watches
  auto operator<=>(const BaselineKey&) const = default;
};

// A scenario bound to its world table. Replicates count from 0.
class RunJob {
 public:
  RunJob(Scenario scenario, WorldTable table, int threads);
  // One job of many that share tables and threads.
  RunJob(Scenario scenario, std::shared_ptr<const WorldTable> table, std::shared_ptr<ThreadPool> pool);

  // Called after every step with what is being done ("scenario 2018-07"); may throw Interrupted.
  using OnStep = std::function<void(const std::string&)>;

  // Runs the scenario of a replicate, or its baseline.
  [[nodiscard]] VariantResult run_variant(bool with_policies, int replicate, const OnStep& on_step);
  // The same before its first step; valid until another world is asked for.
  [[nodiscard]] std::unique_ptr<VariantRun> start_variant(bool with_policies, int replicate);
  // Whether a replicate runs the scenario too: without policies it is its own baseline.
  [[nodiscard]] bool has_policies() const { return !instruments_.empty(); }

  // Jobs with equal keys may share worlds and baselines.
  [[nodiscard]] WorldKey world_key(int replicate) const;
  [[nodiscard]] BaselineKey baseline_key(int replicate) const;

  // What a run is a function of up to a month, beside its world, its draws and its terms: the start, the
  // model, the metrics, and the policies whose firms it watches.
  [[nodiscard]] std::string branch_inputs() const;
  // The terms of a month.
  [[nodiscard]] Levers terms(bool with_policies, Month month) const;

  // Takes the world of that key instead of making it.
  void use_world(std::shared_ptr<const World> world, const WorldKey& key);
  [[nodiscard]] std::shared_ptr<const World> make_world(const WorldKey& key) const;

  // Later replicates follow the `model` of this scenario, which has the same worlds and is the same in all
  // else.
  void use_model(const Scenario& variant);
  // Later replicates record these metrics only; none = all.
  void record_only(std::vector<std::string> metrics) { recorded_ = std::move(metrics); }

  // The run of replicate r or of its baseline, before its first step; valid until another world is asked for.
  // `on_actions` sees its actions.
  using OnActions = std::function<void(const ActionList&)>;
  [[nodiscard]] std::unique_ptr<Simulation> simulation(bool with_policies, int replicate,
                                                       const OnActions& on_actions = {});

  [[nodiscard]] const Scenario& scenario() const { return scenario_; }
  [[nodiscard]] const WorldTable& table() const { return *table_; }
  // The world of the current replicate, synthesised at first use.
  [[nodiscard]] const World& world(int replicate);
  [[nodiscard]] int threads() const { return pool_->threads(); }
  // Steps that a replicate takes: twice the calendar, once where there is no policy.
  [[nodiscard]] std::int64_t steps_per_replicate() const;

 private:
  [[nodiscard]] std::string watched_text() const;
  [[nodiscard]] std::vector<const Instrument*> in_force(bool with_policies) const;

  Scenario scenario_;
  std::shared_ptr<const WorldTable> table_;
  std::shared_ptr<ThreadPool> pool_;
  ModelSettings settings_;
  std::vector<std::unique_ptr<Instrument>> instruments_;
  std::vector<std::unique_ptr<Instrument>> watchers_;  // the baseline's: the firms that the instruments name
  std::vector<std::string> recorded_;
  std::shared_ptr<const World> world_;  // of made_
  std::optional<WorldKey> made_;
};

}  // namespace entrepot::tools
