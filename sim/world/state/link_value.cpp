#include "sim/world/state/link_value.hpp"

#include <algorithm>

namespace entrepot {

std::int64_t site_link_value(const World& world, const State& state, std::size_t site_nest,
                             std::uint32_t slot) {
  return static_cast<std::int64_t>(static_cast<double>(state.nest_scale[world.firm_nests() + site_nest]) *
                                   static_cast<double>(state.slot_strength[slot]));
}

std::int64_t link_value(const World& world, const State& state, std::uint32_t slot) {
  const auto nest_in = [slot](const std::vector<std::uint32_t>& first) {
    return static_cast<std::size_t>(std::upper_bound(first.begin(), first.end(), slot) - first.begin()) - 1;
  };
  return slot < world.n_slots() ? slot_base_value(world, nest_in(world.nest_first))
                                : site_link_value(world, state, nest_in(state.sites.nest_first), slot);
}

}  // namespace entrepot
