#include "models/behaviours/subsidies.hpp"

#include "sim/core/math.hpp"
#include "sim/world/buyers.hpp"

namespace entrepot {

void Subsidies::run(StepContext& context) {
  paid_.assign(world_.table.n_regions(), 0);
  if (!context.levers.output_subsidy.empty()) pay_producers(context);
  ordering_.pay_credits(context, paid_);
}

void Subsidies::pay_producers(StepContext& context) {
  State& state = context.state;
  std::vector<std::int64_t> by_group(world_.table.n_groups(), 0);
  context.pool.for_each(by_group.size(), [&](std::size_t g) {
    const double rate = context.levers.output_subsidy[g] / world_.accounts.markup[g];
    if (!(rate > 0.0)) return;
    for_each_firm(world_, state, g, [&](std::uint32_t f) {
      const double cost =
          static_cast<double>(state.firm_cost[f]) * static_cast<double>(state.firm_sales[f].goods);
      const std::int64_t subsidy = round_half_even(rate * cost);
      state.firm_inputs[f].duty -= subsidy;
      by_group[g] += subsidy;
    });
  });
  for (std::size_t g = 0; g < by_group.size(); ++g) paid_[g / world_.table.n_sectors()] += by_group[g];
}

}  // namespace entrepot
