#include <algorithm>

#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

Metric producer_price_metric() {
  return {"producer_price",
          "Price a sector posts at the end of the month, paid from the next month on; base = 1",
          "1",
          "model.md section 3, price",
          "mean",
          {"region", "sector"},
          [](const MetricView& view, std::span<double> out) {
            std::copy(view.state.group_price.begin(), view.state.group_price.end(), out.begin());
          },
          [](const EquilibriumView& view, std::span<double> out) {
            std::copy(view.solution.unit_cost.begin(), view.solution.unit_cost.end(), out.begin());
          }};
}

}  // namespace entrepot::outputs
