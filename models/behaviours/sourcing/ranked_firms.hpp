// Firms that a policy names by their rank in a group or cell: which of a world's these are.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "sim/core/rng.hpp"
#include "sim/world/levers/terms.hpp"
#include "sim/world/world.hpp"

namespace entrepot::models {

inline constexpr std::uint32_t no_such_firm = std::numeric_limits<std::uint32_t>::max();

// [as `ranked`] the firm; no_such_firm where the group or cell has fewer. By size, ties go to the firm that
// stands first; by chance, by a draw per firm that lasts; those of the world's register by their entry.
[[nodiscard]] std::vector<std::uint32_t> ranked_firms(const World& world,
                                                      const std::vector<RankedFirm>& ranked, Seed seed);

}  // namespace entrepot::models
