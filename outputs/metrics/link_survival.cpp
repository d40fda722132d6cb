#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

Metric link_survival_metric() {
  return {"link_survival",
          "Share of base-year links whose supplier is still the same, unweighted",
          "1",
          "model.md section 3, source",
          "mean",
          {},
          [](const MetricView& view, std::span<double> out) {
            out[0] = static_cast<double>(view.state.links_kept) / static_cast<double>(view.world.n_slots());
          }};
}

}  // namespace entrepot::outputs
