// What a link is worth when it is counted as ended.
#pragma once

#include <cstdint>

#include "sim/world/state/state.hpp"

namespace entrepot {

// Base value of a world's slot, money units per month; of a site's slot, what it was last planned to buy.
// A binary search: for links that end outside sourcing, which knows the nest.
[[nodiscard]] std::int64_t link_value(const World& world, const State& state, std::uint32_t slot);

// The same for a site's slot whose nest (its position among the nests of sites) is known.
[[nodiscard]] std::int64_t site_link_value(const World& world, const State& state, std::size_t site_nest,
                                           std::uint32_t slot);

}  // namespace entrepot
