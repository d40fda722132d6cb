// A world given as figures: output, technology, final use, origin shares, products and base duties.
#pragma once

#include <string>

#include "sim/world/table.hpp"

namespace entrepot {

// Reads a folder of figures (files and columns: scenarios/worlds/world2017/README.md), expands it to a full
// inter-country table (every user of a destination shares its origin mix) and balances it. InputError with
// all faults of the folder at once; RunError when the figures cannot be balanced.
[[nodiscard]] WorldTable load_world_figures(const std::string& folder);

}  // namespace entrepot
