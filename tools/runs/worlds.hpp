// The scenarios and worlds that programs read, by the rules that all of them share.
#pragma once

#include <string>
#include <vector>

#include "scenarios/data/members.hpp"
#include "scenarios/reader/data_paths.hpp"
#include "scenarios/reader/scenario.hpp"
#include "sim/world/table.hpp"

namespace entrepot::tools {

using namespace scenarios;

// Data folders of this program (source tree, install prefix, ENTREPOT_DATA).
[[nodiscard]] DataPaths data_paths();

// Reads a scenario with its names checked against its world.
[[nodiscard]] Scenario read_scenario(const std::string& path, const std::vector<std::string>& overrides);
// The effective scenario that `file`, a result or a checkpoint, holds as text.
[[nodiscard]] Scenario stored_scenario(const std::string& text, const std::string& file);
// Countries by code, and the region of world2017 that holds them.
[[nodiscard]] std::vector<MemberCountry> country_codes();
// The table of the scenario's world.
[[nodiscard]] WorldTable read_world(const WorldSpec& world);

}  // namespace entrepot::tools
