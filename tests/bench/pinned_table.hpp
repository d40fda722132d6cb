// The world of the step benchmark: 15 regions x 15 sectors x 205 products, made from a seed of its own, so
// that a change of the figures of world2017 never moves the history in docs/performance.md.
#pragma once

#include "sim/world/table.hpp"

namespace entrepot::bench {

// A balanced table: random technology (inputs are about half of output), home bias (3/4 of goods, 95 % of
// services), region sizes falling as a power of their rank, import duties of 0-6 % on goods.
[[nodiscard]] WorldTable pinned_table();

}  // namespace entrepot::bench
