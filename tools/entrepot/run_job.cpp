#include "tools/entrepot/run_job.hpp"

#include "models/behaviours/model_settings.hpp"
#include "sim/core/error.hpp"
#include "sim/engine/simulation.hpp"
#include "tools/entrepot/event_table.hpp"
#include "tools/entrepot/result_parts.hpp"

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
    : scenario_(std::move(scenario)),
      table_(std::move(table)),
      pool_(threads),
      settings_(model_settings(scenario_.model)),
      instruments_(make_instruments(scenario_, table_)) {}

void RunJob::use_model(const Scenario& variant) {
  const ModelSettings settings = model_settings(variant.model);
  ENTREPOT_VALIDATE(settings.pricing.markup == settings_.pricing.markup && variant.seed == scenario_.seed,
                    "variants of one world have its seed and markup");
  scenario_ = variant;
  settings_ = settings;
}

const World& RunJob::world(int replicate) {
  const int wanted = scenario_.resynthesise ? replicate : 0;
  if (world_ == nullptr || world_replicate_ != wanted) {
    world_.reset();
    world_ = std::make_unique<World>(
        synthesise(table_, synthesis_options(scenario_, settings_, wanted), pool_.threads()));
    world_replicate_ = wanted;
  }
  return *world_;
}

std::int64_t RunJob::steps_per_replicate() const {
  return static_cast<std::int64_t>(scenario_.calendar.steps) * (instruments_.empty() ? 1 : 2);
}

RunJob::Variant RunJob::run_variant(const World& world, bool with_policies, int replicate,
                                    const OnStep& on_step) {
  std::vector<const Instrument*> instruments;
  for (const auto& instrument : instruments_) {
    if (with_policies) instruments.push_back(instrument.get());
  }
  const Seed seed{scenario_.seed, static_cast<std::uint32_t>(replicate) + 1};
  Simulation simulation(world, make_actions(world, settings_), std::move(instruments), scenario_.calendar,
                        seed, pool_);
  Recorder recorder(world, scenario_.calendar, pool_, recorded_);
  while (!simulation.done()) {
    const int step = simulation.state().step;
    simulation.step();
    recorder.record({world, simulation.state(), simulation.levers()}, step);
    on_step((with_policies ? "scenario " : "baseline ") + scenario_.calendar.at(step).text());
  }
  Variant variant;
  const std::vector<Metric>& metrics = all_metrics();
  for (std::size_t m = 0; m < metrics.size(); ++m) {
    if (not_available(recorder.values(m))) continue;
    variant.variables.push_back(metric_variable(metrics[m], recorder.values(m)));
  }
  variant.tables.push_back(event_table(world, simulation.state(), scenario_.calendar));
  return variant;
}

ReplicateResult RunJob::run_replicate(int replicate, const OnStep& on_step) {
  const World& current = world(replicate);
  Variant baseline = run_variant(current, false, replicate, on_step);
  // Without policies the scenario is its own baseline: the same draws give the same bits.
  Variant scenario = instruments_.empty() ? baseline : run_variant(current, true, replicate, on_step);
  return {replicate, std::move(scenario.variables), std::move(baseline.variables), std::move(scenario.tables),
          std::move(baseline.tables)};
}

}  // namespace entrepot
