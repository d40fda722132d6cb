// Known origins of single products, from the folder of a world.
#pragma once

#include <string>

#include "sim/world/table.hpp"

namespace entrepot::scenarios {

// Reads product_origins.csv of a figures folder (destination, product, origin, share of the destination's
// imports of the product; sums to 1) and lays the product flows of `table` anew; sector flows stay.
// InputError with all faults, also where the folder has no such file.
void load_product_origins(const std::string& folder, WorldTable& table);

}  // namespace entrepot::scenarios
