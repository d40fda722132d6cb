// A world in words and in files.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/world/world.hpp"

namespace entrepot::tools {

// Accounts by region, the largest bilateral links, tails of sizes and degrees, and what was estimated or
// moved.
[[nodiscard]] std::string world_report(const World& world, std::size_t links);

// Writes firms.csv.gz, links.csv.gz and table.csv.gz to `folder` (created if absent, replaced file by file);
// returns one line per file. RunError when something cannot be written; no partial file is left.
std::vector<std::string> export_world(const World& world, const std::string& folder);

}  // namespace entrepot::tools
