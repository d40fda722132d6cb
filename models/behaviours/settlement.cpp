#include "models/behaviours/settlement.hpp"

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"

namespace entrepot {

std::int64_t firm_profit(const World& world, const State& state, std::size_t group, std::size_t firm) {
  return round_half_even((1.0 - 1.0 / world.accounts.markup[group]) *
                         static_cast<double>(state.firm_sales[firm].money));
}

void Settlement::run(StepContext& context) {
  const World& world = context.world;
  State& state = context.state;
  const std::size_t sectors = world.table.n_sectors();
  std::vector<RegionAccount> by_group(world.table.n_groups());
  context.pool.for_each(by_group.size(), [&](std::size_t g) {
    RegionAccount& account = by_group[g];
    for (std::uint32_t f = world.group_first[g]; f < world.group_first[g + 1]; ++f) {
      const std::int64_t profit = firm_profit(world, state, g, f);
      account.profits += profit;
      const std::int64_t wages =
          state.firm_sales[f].money - state.firm_inputs[f].money - state.firm_inputs[f].duty - profit;
      account.wages += wages;
      account.negative_wages += wages < 0 ? 1 : 0;
    }
  });
  for (std::size_t n = 0; n < state.account.size(); ++n) {
    RegionAccount& account = state.account[n];
    account.wages = account.profits = account.duties = account.negative_wages = 0;
    for (std::size_t k = 0; k < sectors; ++k) {
      account.wages += by_group[n * sectors + k].wages;
      account.profits += by_group[n * sectors + k].profits;
      account.negative_wages += by_group[n * sectors + k].negative_wages;
    }
    for (std::size_t c = 0; c < world.n_cells(); ++c)
      account.duties += state.flow[n * world.n_cells() + c].duty;
  }
  std::int64_t balance = 0;
  for (const RegionAccount& a : state.account) balance += a.final_spending - a.wages - a.profits - a.duties;
  ENTREPOT_VALIDATE(balance == 0, "the regions' deficits must sum to zero");
}

}  // namespace entrepot
