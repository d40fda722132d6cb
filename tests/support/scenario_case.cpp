#include "tests/support/scenario_case.hpp"

#include <algorithm>

#include "models/behaviours/registry.hpp"
#include "scenarios/reader/load.hpp"
#include "sim/core/faults.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/runs/world_key.hpp"

namespace entrepot::test {

using namespace models;
using namespace scenarios;
using namespace tools;

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
    throw InputError(Fault{{}, "unknown region " + code, "", suggest(code, regions)});
  return static_cast<std::size_t>(found - regions.begin());
}

ScenarioCase load_case(const std::string& path, const std::vector<std::string>& overrides, int threads) {
  ScenarioCase out;
  out.scenario = read_scenario(path, overrides);
  out.settings = model_settings(out.scenario.model);
  const WorldTable table = read_world(out.scenario.world);
  out.world = std::make_unique<World>(
      synthesise(table, synthesis_options(world_key(out.scenario, table, 0)), threads));
  out.instruments = make_instruments(out.scenario, out.world->table);
  return out;
}

}  // namespace entrepot::test
