#include <algorithm>

#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

Metric missing_inputs_metric() {
  return {"missing_inputs",
          "Need of production and consumption for which nothing was on hand, at base prices, by the sector "
          "it comes from",
          "million USD per month",
          "model.md section 3, produce/ship: inputs that are not critical never stop production",
          "sum",
          {"region", "sector"},
          [](const MetricView& view, std::span<double> out) {
            std::fill(out.begin(), out.end(), 0.0);
            const std::vector<double>& missing = view.state.stocks.missing;
            for (std::size_t i = 0; i < missing.size(); ++i) out[i] = missing[i] * view.world.unit_musd;
          }};
}

}  // namespace entrepot::outputs
