// A world file and its concordances for a published table: what `entrepot world new` writes.
#pragma once

#include <string>
#include <vector>

#include "scenarios/data/load_world.hpp"

namespace entrepot::tools {

using namespace scenarios;

struct WorldRequest {
  std::string table;  // as the world file will name it
  TablePlan plan;     // layout, unit and rate as asked for
  std::string unit;   // word of `unit:`, or ""
  // Each a label to keep (USA) or a name for several (EUR=DEU+FRA); empty = all labels as they are.
  std::vector<std::string> regions, sectors;
};

// Texts of the files; of a concordance "" where labels stay as they are.
struct WorldProposal {
  std::string world, regions, sectors, sector_list;
};

// Regions that are not named become ROW, sectors the one of world2017 they are like (goods and services of
// unknown kind OTH). InputError, with all faults, where a label is not in the table or is named twice.
[[nodiscard]] WorldProposal propose_world(const TableContents& contents, const WorldRequest& request);

}  // namespace entrepot::tools
