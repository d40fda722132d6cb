// Base ownership of a synthesised world, whole.
#pragma once

#include "sim/core/parallel.hpp"
#include "sim/world/world.hpp"

namespace entrepot {

// Owners for the firms of a finished world, enterprises, classes, and the accounts by what was assigned.
// Nothing where the table has no owners.
void own_plants(World& world, const SynthesisOptions& options, ThreadPool& pool);

}  // namespace entrepot
