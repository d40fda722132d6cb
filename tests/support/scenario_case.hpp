// A scenario of the library made ready to run: its world, settings and instruments.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/behaviours/model.hpp"
#include "scenarios/reader/scenario.hpp"
#include "sim/engine/simulation.hpp"

namespace entrepot::test {

using namespace models;
using namespace scenarios;

struct ScenarioCase {
  Scenario scenario;
  ModelSettings settings;
  std::unique_ptr<World> world;  // as `entrepot run` synthesises it
  std::vector<std::unique_ptr<Instrument>> instruments;

  // The instruments as a Simulation takes them; none for the baseline.
  [[nodiscard]] std::vector<const Instrument*> in_force(bool with_policies = true) const;
  [[nodiscard]] std::size_t region(const std::string& code) const;  // InputError when unknown
};

// Loads a scenario file or library name and synthesises the world of its first replicate.
[[nodiscard]] ScenarioCase load_case(const std::string& path, const std::vector<std::string>& overrides,
                                     int threads);

}  // namespace entrepot::test
