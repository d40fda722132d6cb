#include <algorithm>

#include "outputs/metrics/parts/welfare.hpp"

namespace entrepot::outputs {

Metric consumer_price_metric() {
  return {"consumer_price",
          "Price of final use, base = 1, without a distribution margin",
          "1",
          "Cobb-Douglas over sectors at base budget shares; nest prices of model.md section 3",
          "mean",
          {"region"},
          [](const MetricView& view, std::span<double> out) {
            for (const RegionId n : view.world.axes().regions()) out[n.index()] = final_price(view, n);
          },
          [](const EquilibriumView& view, std::span<double> out) {
            std::copy(view.solution.consumer_price.begin(), view.solution.consumer_price.end(), out.begin());
          }};
}

}  // namespace entrepot::outputs
