// Base duties by HS code: base_duties.csv beside the world.
#pragma once

#include "scenarios/data/figures.hpp"

namespace entrepot::scenarios {

// Which sector of world2017 each sector is like, and the list of products of that world: by it HS codes find
// the sectors that have no products of their own, where hs_sectors.csv does not say.
struct SectorLikeness {
  std::vector<std::string> like;  // [sector], "" = like none; empty = not asked
  std::string products;           // its products.csv, or ""
};

// Rows `importer, origin, hs, rate` (rate in %) over the duties that are there. An importer's own rows rule,
// else those of importer `all`. Longest code, then nearest origin; codes inside a product are averaged by
// base_duties_weights.csv (`hs, value`, and `importer`, `origin` if known), else evenly. What no row reaches
// keeps its duty.
void read_duties_by_hs(WorldFolder& folder, const SectorLikeness& likeness, WorldTable& table,
                       Faults& faults);

}  // namespace entrepot::scenarios
