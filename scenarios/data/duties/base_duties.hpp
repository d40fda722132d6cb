// Duties of the base year.
#pragma once

#include "scenarios/data/duties/duties_by_hs.hpp"

namespace entrepot::scenarios {

// Into `table`, whose products are set: base_tariffs.csv by pair and sector (fractions), over it
// base_duties.csv by HS code, over it product_duties.csv by pair and product (in %).
void read_base_duties(WorldFolder& folder, WorldTable& table, Faults& faults,
                      const SectorLikeness& likeness = {});

}  // namespace entrepot::scenarios
