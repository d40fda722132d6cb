// Reads scenarios and binds them to their world. Reading one never computes anything.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "scenarios/reader/data_paths.hpp"
#include "scenarios/reader/scenario.hpp"
#include "sim/world/levers/levers.hpp"
#include "sim/world/names.hpp"

namespace entrepot::scenarios {

// The names a world offers; throws InputError when the world cannot be read.
using NamesProvider = std::function<WorldNames(const WorldSpec&)>;

// Reads, merges and checks a scenario file (or library scenario of that name). Throws InputError with all
// faults. Without a provider the names of regions, sectors and products are not checked.
[[nodiscard]] Scenario load_scenario(const std::string& path, const std::vector<std::string>& overrides,
                                     const DataPaths& paths, const NamesProvider& names);

// The same of an effective scenario (Scenario::resolved_text) that `name`, a file, holds as text.
[[nodiscard]] Scenario load_resolved(const std::string& text, const std::string& name, const DataPaths& paths,
                                     const NamesProvider& names);

// The instruments of the scenario bound to its world, in file order.
[[nodiscard]] std::vector<std::unique_ptr<Instrument>> make_instruments(const Scenario& scenario,
                                                                        const WorldTable& table);

}  // namespace entrepot::scenarios
