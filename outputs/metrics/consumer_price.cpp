#include <algorithm>

#include "outputs/metrics/metric.hpp"
#include "sim/core/math.hpp"

namespace entrepot::outputs {

Metric consumer_price_metric() {
  return {"consumer_price",
          "Price of final use, base = 1, without a distribution margin",
          "1",
          "Cobb-Douglas over sectors at base budget shares; nest prices of model.md section 3",
          "mean",
          {"region"},
          [](const MetricView& view, std::span<double> out) {
            for (const RegionId n : view.world.axes().regions()) {
              double log_price = 0.0;
              for (const GroupId nest : view.world.axes().groups_of(n)) {
                log_price += view.world.accounts.budget_share[nest.index()] *
                             log64(view.state.nest_price_final[nest.index()]);
              }
              out[n.index()] = exp64(log_price);
            }
          },
          [](const EquilibriumView& view, std::span<double> out) {
            std::copy(view.solution.consumer_price.begin(), view.solution.consumer_price.end(), out.begin());
          }};
}

}  // namespace entrepot::outputs
