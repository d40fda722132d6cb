// Trade and content at the base: for rules that look at them.
#pragma once

#include <vector>

#include "models/policies/parts/regions.hpp"

namespace entrepot::models {

// What `destination` buys of each product of `origin` at the base, musd a year at basic prices.
[[nodiscard]] std::vector<double> base_trade(std::size_t destination, std::size_t origin,
                                             const WorldTable& table);

// Inputs that each [region][sector] buys directly from the sectors of `products` in `sources`, as a part of
// its output at the base.
[[nodiscard]] std::vector<double> direct_content(const std::vector<NamedRegion>& sources,
                                                 const std::vector<std::size_t>& products,
                                                 const WorldTable& table);

// The part of each [region][sector]'s output, at the base, that is value added in `regions` or inputs bought
// directly from there.
[[nodiscard]] std::vector<double> local_content(const std::vector<NamedRegion>& regions,
                                                const WorldTable& table);

}  // namespace entrepot::models
