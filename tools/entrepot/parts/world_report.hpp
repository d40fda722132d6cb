// A world in words and in files.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "outputs/store/output/output_claim.hpp"
#include "sim/world/world.hpp"

namespace entrepot::tools {

using namespace outputs;

// Accounts by region, the largest bilateral links, tails of sizes and degrees, and what was estimated or
// moved.
[[nodiscard]] std::string world_report(const World& world, std::size_t links);

// The files of a world in a folder, which is made if it is absent.
struct WorldFiles {
  WorldFiles(const std::string& folder, Existing existing);
  OutputClaim firms;  // firms.csv.gz
  OutputClaim links;  // links.csv.gz
  OutputClaim table;  // table.csv.gz
};

// Writes them; returns one line per file. RunError when something cannot be written; no partial file is left.
std::vector<std::string> export_world(const World& world, WorldFiles files);

}  // namespace entrepot::tools
