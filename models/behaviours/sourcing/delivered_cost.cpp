#include "models/behaviours/sourcing/delivered_cost.hpp"

#include "sim/core/math.hpp"

namespace entrepot {

Access DeliveredCost::access() const {
  return {{"group_price", "levers.duty", "levers.log_iceberg", "levers.log_wedge"}, {"log_cost"}};
}

void DeliveredCost::run(StepContext& context) {
  const WorldTable& table = context.world.table;
  State& state = context.state;
  const std::size_t products = table.n_products();
  context.pool.for_each(table.n_regions(), [&](std::size_t destination) {
    for (std::size_t cell = 0; cell < context.world.n_cells(); ++cell) {
      const std::size_t origin = cell / products;
      const std::size_t product = cell % products;
      const std::size_t at = table.duty_index(destination, origin, product);
      const double price =
          state.group_price[origin * table.n_sectors() + table.product_sector[product].index()];
      state.log_cost[at] = log64(price * ((1.0 + context.levers.duty[at]) / (1.0 + table.base_duty[at])));
      if (!context.levers.log_iceberg.empty()) state.log_cost[at] += context.levers.log_iceberg[at];
      if (!context.levers.log_wedge.empty()) state.log_cost[at] += context.levers.log_wedge[at];
    }
  });
}

}  // namespace entrepot
