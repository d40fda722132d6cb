#include "models/behaviours/income/settlement.hpp"

#include "models/behaviours/income/subsidies.hpp"
#include "sim/core/error.hpp"
#include "sim/core/math.hpp"
#include "sim/world/state/buyers.hpp"

namespace entrepot::models {

std::int64_t firm_profit(const World& world, const State& state, std::size_t group, std::size_t firm) {
  return round_half_even((1.0 - 1.0 / world.accounts.markup[group]) *
                         static_cast<double>(state.firm_sales[firm].money));
}

std::int64_t firm_value_added(const State& state, std::size_t firm) {
  const std::int64_t stocked = state.stocks.on() ? state.stocks.firm_change[firm] : 0;
  return state.firm_sales[firm].money - state.firm_inputs[firm].money - state.firm_inputs[firm].duty +
         stocked;
}

namespace {

// Profits of plants abroad go to the owner's region: gross national income against domestic product.
void share_profits(const World& world, State& state) {
  for (RegionAccount& account : state.account) account.profits_received = account.profits_paid = 0;
  const Axes axes = world.axes();
  const std::vector<std::uint8_t>& sold = state.plant_growth.sold;
  for (const std::uint32_t firm : world.ownership.abroad) {
    if (!sold.empty() && sold[firm] != 0) continue;
    const GroupId group = axes.group_of(CellId(world.firm_cell[firm]));
    const std::int64_t profit =
        round_half_even(world.ownership.firm_profit_abroad[firm] *
                        static_cast<double>(firm_profit(world, state, group.index(), firm)));
    state.account[axes.region_of(group).index()].profits_paid += profit;
    state.account[world.owner_of(firm).index()].profits_received += profit;
  }
  for (const PooledProfit& pooled : world.ownership.pooled) {
    double profit = 0.0;
    for_each_firm(world, state, pooled.group, [&](std::uint32_t f) {
      if (f < world.n_firms()) profit += static_cast<double>(firm_profit(world, state, pooled.group, f));
    });
    const std::int64_t paid = round_half_even(pooled.part * profit);
    state.account[axes.region_of(GroupId(pooled.group)).index()].profits_paid += paid;
    state.account[pooled.owner.index()].profits_received += paid;
  }
  for (std::size_t position = 0; position < state.sites.site.size(); ++position) {
    const Site& site = state.sites.site[position];
    const std::int64_t profit = firm_profit(world, state, site.group, world.n_firms() + position);
    state.account[site.host].profits_paid += profit;
    state.account[world.owner_of(site.owner).index()].profits_received += profit;
  }
}

// The treasuries' subsidies of every kind, and what plants under construction take of final spending: as much
// of it as of what was planned.
void book_outlays(const World& world, State& state, const std::vector<std::int64_t>& paid) {
  for (const RegionId n : world.axes().regions()) {
    RegionAccount& account = state.account[n.index()];
    account.plant_subsidies = account.plant_subsidies_paid;
    account.subsidies = paid[n.index()] + account.plant_subsidies;
    account.building = 0;
    if (state.capital_spending.empty()) continue;
    double building = 0.0;
    for (const GroupId nest : world.axes().groups_of(n)) building += state.capital_spending[nest.index()];
    const double budget =
        world.accounts.budget[n.index()] * state.budget_factor[n.index()] / 12.0 / world.unit_musd;
    if (!(building > 0.0)) continue;
    account.building =
        round_half_even(static_cast<double>(account.final_spending) * building / (budget + building));
  }
}

}  // namespace

Access Settlement::access() const {
  return {{"budget_factor", "capital_spending", "firm_sales", "firm_inputs", "flow", "reroute", "stocks.*",
           "sites.*", "plant_growth.sold"},
          {"account"}};
}

void Settlement::run(StepContext& context) {
  const World& world = context.world;
  State& state = context.state;
  const Axes axes = world.axes();
  std::vector<RegionAccount> by_group(world.table.n_groups());
  context.pool.for_each(by_group.size(), [&](std::size_t g) {
    RegionAccount& account = by_group[g];
    for_each_firm(world, state, g, [&](std::uint32_t f) {
      const std::int64_t profit = firm_profit(world, state, g, f);
      account.profits += profit;
      const std::int64_t wages = firm_value_added(state, f) - profit;
      account.wages += wages;
      account.inventory_change += state.stocks.on() ? state.stocks.firm_change[f] : 0;
      account.negative_wages += wages < 0 ? 1 : 0;
    });
  });
  for (const RegionId n : axes.regions()) {
    RegionAccount& account = state.account[n.index()];
    account.wages = account.profits = account.duties = account.negative_wages = 0;
    if (!state.stocks.on()) account.inventory_change = 0;  // else that of retailers
    for (const GroupId group : axes.groups_of(n)) {
      account.wages += by_group[group.index()].wages;
      account.profits += by_group[group.index()].profits;
      account.negative_wages += by_group[group.index()].negative_wages;
      account.inventory_change += by_group[group.index()].inventory_change;
    }
    for (const FlowId flow : axes.flows_to(n)) account.duties += state.flow[flow.index()].duty;
  }
  for (std::size_t n = 0; n < state.account.size(); ++n) state.account[n].duties -= treasury_.paid()[n];
  book_outlays(world, state, treasury_.paid());
  for (RegionAccount& account : state.account) account.handling = 0;
  for (std::size_t way = 0; way < state.reroute.size(); ++way) {
    const BaseRoute& route = world.table.base_routes[way / world.table.n_products()];
    state.account[route.hub.index()].handling += state.reroute[way].handling;
  }
  share_profits(world, state);
  std::int64_t balance = 0;
  std::int64_t subsidies = 0;
  for (const RegionAccount& a : state.account) {
    balance += a.final_spending + a.inventory_change - a.wages - a.profits - a.duties - a.handling;
    subsidies += a.plant_subsidies_paid - a.plant_subsidies_received;
  }
  ENTREPOT_VALIDATE(balance == 0, "the regions' deficits must sum to zero");
  ENTREPOT_VALIDATE(subsidies == 0, "every subsidy that is paid must be received");
}

}  // namespace entrepot::models
