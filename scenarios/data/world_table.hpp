// A world given as a ready-made inter-country table.
#pragma once

#include <string>

#include "sim/world/table.hpp"

namespace entrepot {

// Reads an inter-country table in million USD, plain or gz, and balances it. Square: first column row labels
// REG_SEC, the same labels as columns, then final use REG_xxx, OUT or OUTPUT, and a VA row; the last two may
// be absent. Long: columns origin, sector, destination, use, value, where a use that is no sector is final
// use. Sector parameters come from `sector_parameters.csv` beside the table, else from `parameters_file` (may
// be ""), by sector name; sectors in neither keep defaults, which is noted. Base duties are 0.
[[nodiscard]] WorldTable load_world_table(const std::string& path, const std::string& parameters_file = "");

}  // namespace entrepot
