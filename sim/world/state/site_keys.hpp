// Stable numbers of what sites add to a world, for random draws: never a position in an array that grows.
#pragma once

#include <algorithm>

#include "sim/world/state/state.hpp"

namespace entrepot {

inline constexpr std::uint64_t site_key_bit = 1ULL << 63U;

// A slot of the world is its position; a site's slot is (host, the world's slot it was copied from). `block`:
// that of a site's slot; null for slots of the world.
[[nodiscard]] inline std::uint64_t slot_key(const World& world, const Sites& sites, const SiteBlock* block,
                                            std::uint32_t slot) {
  if (block == nullptr) return slot;
  return site_key_bit | (std::uint64_t{block->host} << 32U) | sites.slot_parent[slot - world.n_slots()];
}

// The same where the block of a site's slot has to be found first.
[[nodiscard]] inline std::uint64_t slot_key_of(const World& world, const Sites& sites, std::uint32_t slot) {
  if (slot < world.n_slots()) return slot;
  const auto after =
      std::upper_bound(sites.blocks.begin(), sites.blocks.end(), slot,
                       [&](std::uint32_t s, const SiteBlock& block) { return s < sites.first_slot(block); });
  return slot_key(world, sites, &*std::prev(after), slot);
}

// A block of sites is the owner of its first site and its host (spread over the low half: the high half of a
// line's number belongs to inputs).
[[nodiscard]] inline std::uint64_t site_block_key(const SiteBlock& block, const Sites& sites) {
  return site_key_bit | (sites.site[block.first_site].owner ^ ((block.host + 1U) * 0x9E3779B9U));
}

}  // namespace entrepot
