#include "tools/runs/run_job.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/behaviours/model_settings.hpp"
#include "models/behaviours/step.hpp"
#include "outputs/metrics/recorder.hpp"
#include "scenarios/reader/load.hpp"
#include "sim/core/error.hpp"
#include "tools/runs/event_table.hpp"
#include "tools/runs/result_parts.hpp"

namespace entrepot {

SynthesisOptions synthesis_options(const Scenario& scenario, const ModelSettings& settings, int replicate) {
  SynthesisOptions options;
  options.firms = scenario.world.firms;
  options.slots_per_firm = scenario.world.slots_per_firm;
  options.size_tail = scenario.world.size_tail;
  options.markup = settings.pricing.markup;
  // Dynamic streams of replicate r use r + 1; worlds of resynthesised replicates use the upper half.
  options.seed = {scenario.seed,
                  scenario.resynthesise ? 0x80000000U + static_cast<std::uint32_t>(replicate) : 0U};
  return options;
}

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

std::shared_ptr<const World> RunJob::make_world(int replicate) const {
  return std::make_shared<const World>(synthesise(
      *table_, synthesis_options(scenario_, settings_, world_number(replicate)), pool_->threads()));
}

void RunJob::use_world(std::shared_ptr<const World> world, int replicate) {
  world_ = std::move(world);
  world_replicate_ = world_number(replicate);
}

void RunJob::use_model(const Scenario& variant) {
  const ModelSettings settings = model_settings(variant.model);
  ENTREPOT_VALIDATE(settings.pricing.markup == settings_.pricing.markup && variant.seed == scenario_.seed,
                    "variants of one world have its seed and markup");
  scenario_ = variant;
  settings_ = settings;
}

const World& RunJob::world(int replicate) {
  if (world_ == nullptr || world_replicate_ != world_number(replicate)) {
    world_.reset();
    use_world(make_world(replicate), replicate);
  }
  return *world_;
}

// All that synthesis_options reads, and the table.
std::string RunJob::world_inputs(int replicate) const {
  const SynthesisOptions options = synthesis_options(scenario_, settings_, world_number(replicate));
  return fmt::format("{} {} origins {} firms {} slots {} tail {} markup {} seed {} {}", scenario_.world.name,
                     table_->data_hash, scenario_.world.product_origins, options.firms,
                     options.slots_per_firm, options.size_tail, options.markup, options.seed.value,
                     options.seed.replicate);
}

// A baseline has no instruments: of the scenario it sees all but the policies, and of these whom they name.
std::string RunJob::baseline_inputs(int replicate) const {
  const std::string& text = scenario_.resolved_text;
  if (!watchers_.empty()) return fmt::format("{} watching {}\n{}", world_inputs(replicate), replicate, text);
  const std::size_t start = text.find("\npolicies:");
  ENTREPOT_VALIDATE(start != std::string::npos, "a resolved scenario lists its policies");
  std::size_t end = start + 1;
  do {  // up to the next line that is not indented
    end = std::min(text.find('\n', end), text.size() - 1) + 1;
  } while (end < text.size() && text[end] == ' ');
  return world_inputs(replicate) +
         fmt::format(" replicate {} metrics {}\n", replicate, fmt::join(recorded_, ",")) +
         text.substr(0, start + 1) + text.substr(end);
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
    recorder.record({current, simulation.state(), simulation.levers()}, step);
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

}  // namespace entrepot
