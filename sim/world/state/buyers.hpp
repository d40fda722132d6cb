// A block of buying firms as behaviours see it: a block of the world, or of sites opened since.
#pragma once

#include "sim/world/state/state.hpp"

namespace entrepot {

struct Buyers {
  std::uint32_t first_firm;
  std::uint32_t firm_count;
  std::size_t region;               // where they buy
  std::size_t technology;           // group whose input shares and labour share they have
  const std::uint32_t* nest_first;  // [input * firm_count + firm offset, and one past] first slot
  const std::uint8_t* slot_buyer;   // [slot - first_slot()] firm offset
  const float* slot_weight;         // [slot - first_slot()]
  float* nest_scale;                // [input * firm_count + firm offset]
  float log_premium;  // ln of unit cost over what the technology gives: cost premium less productivity
  // [input * firm_count + firm offset] as in Stocks; null where no stocks are held
  float* nest_stock = nullptr;
  float* nest_need = nullptr;
  float* nest_price = nullptr;

  [[nodiscard]] std::uint32_t first_slot() const { return nest_first[0]; }
};

[[nodiscard]] Buyers buyers_of(const World& world, State& state, const Block& block);
[[nodiscard]] Buyers buyers_of(const World& world, State& state, const SiteBlock& block);

// Blocks of firms, the world's and then the sites', and the buyers of the b-th.
[[nodiscard]] inline std::size_t firm_blocks(const World& world, const State& state) {
  return world.blocks.size() + state.sites.blocks.size();
}
[[nodiscard]] Buyers buyers_of(const World& world, State& state, std::size_t block);

// Firms that stand in a group: the world's, then sites. visit(firm id).
template <class Visit>
void for_each_firm(const World& world, const State& state, std::size_t group, const Visit& visit) {
  for (std::uint32_t f = world.group_first[group]; f < world.group_first[group + 1]; ++f) visit(f);
  if (state.sites.empty()) return;
  for (std::uint32_t p = state.sites.first_of_group[group]; p != no_site;
       p = state.sites.site[p].next_of_group) {
    visit(static_cast<std::uint32_t>(world.n_firms()) + p);
  }
}

}  // namespace entrepot
