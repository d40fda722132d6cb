// Gives the firms of a synthesised world owners, so that owners' plants make and sell what the figures say.
#pragma once

#include <span>

#include "sim/core/parallel.hpp"
#include "sim/world/ownership/owner_targets.hpp"
#include "sim/world/world.hpp"

namespace entrepot {

// Sets firm_owner and fit. `sales`: [firm][destination], million USD per year at basic prices. No flow moves.
// Firms of a (host, sector) are handed out from the largest to the owner whose figures, weighted flows before
// exports before output, miss them most (domestic owners are one of them); then each may pass to another
// owner as long as that brings the figures nearer.
void assign_owners(World& world, const OwnerTargets& targets, std::span<const float> sales, ThreadPool& pool);

}  // namespace entrepot
