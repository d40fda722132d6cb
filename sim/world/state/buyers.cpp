#include "sim/world/state/buyers.hpp"

namespace entrepot {

namespace {

// ln of unit cost that productivity takes off in a group.
float saved(const State& state, std::size_t group) {
  return state.group_log_saving.empty() ? 0.0F : static_cast<float>(state.group_log_saving[group]);
}

// Nests that stand at `nest` in the columns of firms' nests.
void add_stocks(Stocks& stocks, std::size_t nest, Buyers& buyers) {
  if (!stocks.on()) return;
  buyers.nest_stock = &stocks.nest_stock[nest];
  buyers.nest_need = &stocks.nest_need[nest];
  buyers.nest_price = &stocks.nest_price[nest];
}

}  // namespace

Buyers buyers_of(const World& world, State& state, const Block& block) {
  const std::uint32_t* const nest_first = &world.nest_first[block.first_nest];
  Buyers out{block.first_firm,
             block.firm_count,
             world.axes().region_of(GroupId(block.group)).index(),
             block.group,
             nest_first,
             &world.slot_buyer[*nest_first],
             &world.slot_weight[*nest_first],
             &state.nest_scale[block.first_nest],
             0.0F - saved(state, block.group)};
  add_stocks(state.stocks, block.first_nest, out);
  return out;
}

Buyers buyers_of(const World& world, State& state, const SiteBlock& block) {
  const Sites& sites = state.sites;
  const std::size_t first_slot = sites.first_slot(block) - world.n_slots();
  const std::size_t first_nest = world.firm_nests() + block.first_nest;
  Buyers out{static_cast<std::uint32_t>(world.n_firms()) + block.first_site,
             block.count,
             block.host,
             block.technology,
             &sites.nest_first[block.first_nest],
             &sites.slot_buyer[first_slot],
             &sites.slot_weight[first_slot],
             &state.nest_scale[first_nest],
             block.log_premium - saved(state, sites.site[block.first_site].group)};
  add_stocks(state.stocks, first_nest, out);
  return out;
}

Buyers buyers_of(const World& world, State& state, std::size_t block) {
  const std::size_t base = world.blocks.size();
  return block < base ? buyers_of(world, state, world.blocks[block])
                      : buyers_of(world, state, state.sites.blocks[block - base]);
}

}  // namespace entrepot
