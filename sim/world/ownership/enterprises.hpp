// Ties plants abroad to parents at home: the enterprises of a synthesised world.
#pragma once

#include "sim/core/parallel.hpp"
#include "sim/world/world.hpp"

namespace entrepot {

// Sets firm_enterprise and the lists of plants, from firm_owner. Parents of (owner, product) are the largest
// of its firms at home, up to `multinational_share` of its output there; where there is none, the plants of
// the host with most of them lead. In every host the n-th plant by size goes to the n-th parent, and from the
// last parent on to the first again: so larger parents stand in more hosts (Yeaple 2009).
void tie_enterprises(World& world, double multinational_share, ThreadPool& pool);

}  // namespace entrepot
