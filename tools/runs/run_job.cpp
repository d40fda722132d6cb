#include "tools/runs/run_job.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "models/behaviours/registry.hpp"
#include "models/behaviours/step.hpp"
#include "scenarios/reader/load.hpp"
#include "sim/core/error.hpp"
#include "tools/runs/scenario_inputs.hpp"

namespace entrepot::tools {

using namespace models;
using namespace scenarios;
using namespace outputs;

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

std::string RunJob::watched_text() const {
  std::string text;
  for (std::size_t i = 0; i < instruments_.size(); ++i) {
    if (instruments_[i]->watcher()) text += "watched " + inputs_text(scenario_.policies[i]);
  }
  return text + fmt::format("metrics {}", fmt::join(recorded_, ","));
}

// A baseline has no instruments: of the policies it sees only whom they name.
BaselineKey RunJob::baseline_key(int replicate) const {
  return {world_key(replicate), replicate, inputs_without_policies(scenario_) + watched_text()};
}

std::string RunJob::branch_inputs() const {
  return fmt::format("start {} seed {}\n", scenario_.calendar.start.text(), scenario_.seed) +
         model_inputs(scenario_) + watched_text();
}

std::vector<const Instrument*> RunJob::in_force(bool with_policies) const {
  std::vector<const Instrument*> instruments;
  for (const auto& instrument : with_policies ? instruments_ : watchers_)
    instruments.push_back(instrument.get());
  return instruments;
}

Levers RunJob::terms(bool with_policies, Month month) const {
  return resolve_levers(*table_, in_force(with_policies), month);
}

std::int64_t RunJob::steps_per_replicate() const {
  return static_cast<std::int64_t>(scenario_.calendar.steps) * (instruments_.empty() ? 1 : 2);
}

std::unique_ptr<Simulation> RunJob::simulation(bool with_policies, int replicate,
                                               const OnActions& on_actions) {
  const World& current = world(replicate);
  const Seed seed{scenario_.seed, static_cast<std::uint32_t>(replicate) + 1};
  ActionList actions = make_actions(current, settings_);
  if (on_actions) on_actions(actions);
  return std::make_unique<Simulation>(current, std::move(actions), in_force(with_policies),
                                      scenario_.calendar, seed, *pool_);
}

std::unique_ptr<VariantRun> RunJob::start_variant(bool with_policies, int replicate) {
  return std::make_unique<VariantRun>(simulation(with_policies, replicate), *pool_, recorded_, with_policies);
}

VariantResult RunJob::run_variant(bool with_policies, int replicate, const OnStep& on_step) {
  const std::unique_ptr<VariantRun> run = start_variant(with_policies, replicate);
  while (!run->done()) {
    run->step();
    on_step(run->doing());
  }
  return run->result();
}

}  // namespace entrepot::tools
