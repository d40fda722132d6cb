#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

Metric value_survival_metric() {
  return {"value_survival",
          "Share of base-year value in links whose supplier is still the same",
          "1",
          "model.md section 3, source",
          "mean",
          {},
          [](const MetricView& view, std::span<double> out) {
            out[0] = static_cast<double>(view.state.value_kept) / static_cast<double>(view.state.value_all);
          }};
}

}  // namespace entrepot::outputs
