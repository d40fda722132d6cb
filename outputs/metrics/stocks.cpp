#include <algorithm>

#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

Metric stocks_metric() {
  return {"stocks",
          "Goods in stock at the end of the month, at base prices, by the sector they come from",
          "million USD",
          "model.md section 6; firms, retailers, and what was bought ahead of announced terms",
          "mean",
          {"region", "sector"},
          [](const MetricView& view, std::span<double> out) {
            std::fill(out.begin(), out.end(), 0.0);
            const std::vector<double>& held = view.state.stocks.held;
            for (std::size_t i = 0; i < held.size(); ++i) out[i] = held[i] * view.world.unit_musd;
          }};
}

}  // namespace entrepot::outputs
