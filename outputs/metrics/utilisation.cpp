#include <algorithm>

#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

Metric utilisation_metric() {
  return {"utilisation",
          "Output over capacity",
          "1",
          "model.md section 3, produce/ship",
          "mean",
          {"region", "sector"},
          [](const MetricView& view, std::span<double> out) {
            std::copy(view.state.group_utilisation.begin(), view.state.group_utilisation.end(), out.begin());
          }};
}

}  // namespace entrepot::outputs
