#include "sim/world/state/link_value.hpp"

#include <algorithm>

namespace entrepot {

std::int64_t site_link_value(const State& state, const SiteBlock& block, std::size_t nest,
                             std::uint32_t slot) {
  return static_cast<std::int64_t>(static_cast<double>(block.nest_scale[nest]) *
                                   static_cast<double>(state.slot_strength[slot]));
}

std::int64_t link_value(const World& world, const State& state, std::uint32_t slot) {
  const auto nest_in = [slot](const std::vector<std::uint32_t>& first) {
    return static_cast<std::size_t>(std::upper_bound(first.begin(), first.end(), slot) - first.begin()) - 1;
  };
  if (slot < world.n_slots()) return slot_base_value(world, nest_in(world.nest_first));
  const auto after =
      std::upper_bound(state.sites.blocks.begin(), state.sites.blocks.end(), slot,
                       [](std::uint32_t s, const SiteBlock& block) { return s < block.nest_first[0]; });
  const SiteBlock& block = *std::prev(after);
  return site_link_value(state, block, nest_in(block.nest_first), slot);
}

}  // namespace entrepot
