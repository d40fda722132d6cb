#include "sim/world/state/buyers.hpp"

namespace entrepot {

namespace {

// ln of unit cost that productivity takes off in a group.
float saved(const State& state, std::size_t group) {
  return state.group_log_saving.empty() ? 0.0F : static_cast<float>(state.group_log_saving[group]);
}

}  // namespace

Buyers buyers_of(const World& world, State& state, const Block& block) {
  const std::uint32_t* const nest_first = &world.nest_first[block.first_nest];
  Buyers out{block.first_firm,
             block.firm_count,
             block.group / world.table.n_sectors(),
             block.group,
             nest_first,
             &world.slot_buyer[*nest_first],
             &world.slot_weight[*nest_first],
             &state.nest_scale[block.first_nest],
             0.0F - saved(state, block.group)};
  if (state.stocks.on()) {
    out.nest_stock = &state.stocks.nest_stock[block.first_nest];
    out.nest_need = &state.stocks.nest_need[block.first_nest];
    out.nest_price = &state.stocks.nest_price[block.first_nest];
  }
  return out;
}

Buyers buyers_of(const World& world, const State& state, SiteBlock& block) {
  Buyers out{static_cast<std::uint32_t>(world.n_firms()) + block.first_site,
             block.count,
             block.host,
             block.technology,
             block.nest_first.data(),
             block.slot_buyer.data(),
             block.slot_weight.data(),
             block.nest_scale.data(),
             block.log_premium - saved(state, state.sites.site[block.first_site].group)};
  if (!block.nest_stock.empty()) {
    out.nest_stock = block.nest_stock.data();
    out.nest_need = block.nest_need.data();
    out.nest_price = block.nest_price.data();
  }
  return out;
}

Buyers buyers_of(const World& world, State& state, std::size_t block) {
  const std::size_t base = world.blocks.size();
  return block < base ? buyers_of(world, state, world.blocks[block])
                      : buyers_of(world, state, state.sites.blocks[block - base]);
}

}  // namespace entrepot
