#include <algorithm>

#include "outputs/metrics/metric.hpp"

namespace entrepot {

Metric producer_price_metric() {
  return {"producer_price",
          "Posted price of a sector, base = 1",
          "1",
          "model.md section 3, price",
          "mean",
          {"region", "sector"},
          [](const MetricView& view, std::span<double> out) {
            std::copy(view.state.group_price.begin(), view.state.group_price.end(), out.begin());
          }};
}

}  // namespace entrepot
