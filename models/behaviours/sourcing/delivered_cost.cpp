#include "models/behaviours/sourcing/delivered_cost.hpp"

#include "sim/core/math.hpp"

namespace entrepot::models {

Access DeliveredCost::access() const {
  return {{"group_price", "levers.duty", "levers.log_iceberg", "levers.log_wedge"}, {"log_cost"}};
}

void DeliveredCost::run(StepContext& context) {
  const WorldTable& table = context.world.table;
  State& state = context.state;
  const Axes axes = table.axes();
  context.pool.for_each(axes.n_regions(), [&](std::size_t destination) {
    for (const CellId cell : axes.cells()) {
      const std::size_t at = axes.flow(RegionId(destination), cell).index();
      const double price = state.group_price[axes.group_of(cell).index()];
      state.log_cost[at] = log64(price * ((1.0 + context.levers.duty[at]) / (1.0 + table.base_duty[at])));
      if (!context.levers.log_iceberg.empty()) state.log_cost[at] += context.levers.log_iceberg[at];
      if (!context.levers.log_wedge.empty()) state.log_cost[at] += context.levers.log_wedge[at];
    }
  });
}

}  // namespace entrepot::models
