// How much of a region's goods is made of another's: for rules that look at content.
#pragma once

#include <vector>

#include "models/policies/regions.hpp"

namespace entrepot {

// Inputs that each [region][sector] buys directly from the sectors of `products` in `sources`, as a part of
// its output at the base.
[[nodiscard]] std::vector<double> direct_content(const std::vector<NamedRegion>& sources,
                                                 const std::vector<std::size_t>& products,
                                                 const WorldTable& table);

}  // namespace entrepot
