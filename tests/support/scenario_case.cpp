#include "tests/support/scenario_case.hpp"

#include <algorithm>

#include "models/behaviours/model_settings.hpp"
#include "scenarios/data/world_figures.hpp"
#include "scenarios/data/world_table.hpp"
#include "sim/core/error.hpp"

namespace entrepot::test {

namespace {

WorldTable read_table(const WorldSpec& world) {
  return world.table.empty() ? load_world_figures(world.folder) : load_world_table(world.table);
}

World make_world(const Scenario& scenario, const ModelSettings& settings, int threads) {
  SynthesisOptions options;
  options.firms = scenario.world.firms;
  options.slots_per_firm = scenario.world.slots_per_firm;
  options.size_tail = scenario.world.size_tail;
  options.markup = settings.pricing.markup;
  options.seed = Seed{scenario.seed, 0};
  return synthesise(read_table(scenario.world), options, threads);
}

}  // namespace

std::vector<const Instrument*> ScenarioCase::in_force(bool with_policies) const {
  std::vector<const Instrument*> out;
  for (const auto& instrument : instruments) {
    if (with_policies) out.push_back(instrument.get());
  }
  return out;
}

std::size_t ScenarioCase::region(const std::string& code) const {
  const std::vector<std::string>& regions = world->table.regions;
  const auto found = std::find(regions.begin(), regions.end(), code);
  if (found == regions.end())
    throw InputError(Fault{{}, "unknown region " + code, "", nearest_name(code, regions)});
  return static_cast<std::size_t>(found - regions.begin());
}

ScenarioCase load_case(const std::string& path, const std::vector<std::string>& overrides,
                       const std::string& scenarios_folder, int threads) {
  ScenarioCase out;
  const DataPaths paths = DataPaths::find("", scenarios_folder);
  out.scenario = load_scenario(path, overrides, paths,
                               [](const WorldSpec& world) { return world_names(read_table(world)); });
  out.settings = model_settings(out.scenario.model);
  out.world = std::make_unique<World>(make_world(out.scenario, out.settings, threads));
  out.instruments = make_instruments(out.scenario, out.world->table);
  return out;
}

}  // namespace entrepot::test
