#include "tools/runs/run_job.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "models/behaviours/registry.hpp"
#include "models/behaviours/step.hpp"
#include "outputs/metrics/parts/finite.hpp"
#include "outputs/metrics/recorder.hpp"
#include "scenarios/reader/load.hpp"
#include "sim/core/error.hpp"
#include "tools/runs/event_table.hpp"
#include "tools/runs/result_parts.hpp"
#include "tools/runs/scenario_inputs.hpp"

namespace entrepot::tools {

using namespace models;
using namespace scenarios;
using namespace outputs;

namespace {

// Nothing that is no number reaches a file: the run ends with what went wrong where.
void observe(Recorder& recorder, const Simulation& simulation, int step) {
  try {
    recorder.record({simulation.world(), simulation.state(), simulation.levers()}, step);
  } catch (const NotFinite& fault) {
    const std::string where = simulation.non_finite();
    throw RunError(where.empty() ? fault.what() : fmt::format("{}: {}", fault.what(), where));
  }
}

}  // namespace

RunJob::RunJob(Scenario scenario, WorldTable table, int threads)
    : RunJob(std::move(scenario), std::make_shared<const WorldTable>(std::move(table)),
             std::make_shared<ThreadPool>(threads)) {}

RunJob::RunJob(Scenario scenario, std::shared_ptr<const WorldTable> table, std::shared_ptr<ThreadPool> pool)
    : scenario_(std::move(scenario)),
      table_(std::move(table)),
      pool_(std::move(pool)),
      settings_(model_settings(scenario_.model)),
      instruments_(make_instruments(scenario_, *table_)) {
  for (const auto& instrument : instruments_) {
    if (auto watcher = instrument->watcher()) watchers_.push_back(std::move(watcher));
  }
}

std::shared_ptr<const World> RunJob::make_world(const WorldKey& key) const {
  return std::make_shared<const World>(synthesise(*table_, synthesis_options(key), pool_->threads()));
}

void RunJob::use_world(std::shared_ptr<const World> world, const WorldKey& key) {
  world_ = std::move(world);
  made_ = key;
}

void RunJob::use_model(const Scenario& variant) {
  ENTREPOT_VALIDATE(entrepot::tools::world_key(variant, *table_, 0) == world_key(0),
                    "variants share a world");
  scenario_ = variant;
  settings_ = model_settings(variant.model);
}

const World& RunJob::world(int replicate) {
  const WorldKey key = world_key(replicate);
  if (made_ != key) {
    made_.reset();
    world_.reset();  // before the next one is made: two need not fit into memory
    use_world(make_world(key), key);
  }
  return *world_;
}

WorldKey RunJob::world_key(int replicate) const {
  return entrepot::tools::world_key(scenario_, *table_, replicate);
}

// A baseline has no instruments: of the policies it sees only whom they name.
BaselineKey RunJob::baseline_key(int replicate) const {
  std::string inputs = inputs_without_policies(scenario_);
  for (std::size_t i = 0; i < instruments_.size(); ++i) {
    if (instruments_[i]->watcher()) inputs += "watched " + inputs_text(scenario_.policies[i]);
  }
  inputs += fmt::format("metrics {}", fmt::join(recorded_, ","));
  return {world_key(replicate), replicate, std::move(inputs)};
}

std::int64_t RunJob::steps_per_replicate() const {
  return static_cast<std::int64_t>(scenario_.calendar.steps) * (instruments_.empty() ? 1 : 2);
}

std::unique_ptr<Simulation> RunJob::simulation(bool with_policies, int replicate,
                                               const OnActions& on_actions) {
  const World& current = world(replicate);
  std::vector<const Instrument*> instruments;
  for (const auto& instrument : with_policies ? instruments_ : watchers_)
    instruments.push_back(instrument.get());
  const Seed seed{scenario_.seed, static_cast<std::uint32_t>(replicate) + 1};
  ActionList actions = make_actions(current, settings_);
  if (on_actions) on_actions(actions);
  return std::make_unique<Simulation>(current, std::move(actions), std::move(instruments), scenario_.calendar,
                                      seed, *pool_);
}

RunJob::Variant RunJob::run_variant(bool with_policies, int replicate, const OnStep& on_step) {
  const World& current = world(replicate);
  const std::unique_ptr<Simulation> started = simulation(with_policies, replicate);
  Simulation& simulation = *started;
  Recorder recorder(current, scenario_.calendar, *pool_, recorded_);
  while (!simulation.done()) {
    const int step = simulation.state().step;
    simulation.step();
    observe(recorder, simulation, step);
    on_step((with_policies ? "scenario " : "baseline ") + scenario_.calendar.at(step).text());
  }
  Variant variant;
  const std::vector<Metric>& metrics = all_metrics();
  for (std::size_t m = 0; m < metrics.size(); ++m) {
    if (not_available(recorder.values(m))) continue;
    variant.variables.push_back(metric_variable(metrics[m], recorder.values(m)));
  }
  variant.tables.push_back(event_table(current, simulation.state(), scenario_.calendar));
  return variant;
}

ReplicateResult RunJob::run_replicate(int replicate, const OnStep& on_step) {
  Variant baseline = run_variant(false, replicate, on_step);
  // Without policies the scenario is its own baseline: the same draws give the same bits.
  Variant scenario = instruments_.empty() ? baseline : run_variant(true, replicate, on_step);
  return {replicate, std::move(scenario.variables), std::move(baseline.variables), std::move(scenario.tables),
          std::move(baseline.tables)};
}

}  // namespace entrepot::tools
