#include <algorithm>

#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

Metric wage_rate_metric() {
  return {
      "wage_rate",
      "Nominal wage, base = 1; stays 1 where wages are fixed",
      "1",
      "model.md section 3, settle, closures; under clearing the mean with base labour income as weights is "
      "1",
      "mean",
      {"region"},
      [](const MetricView& view, std::span<double> out) {
        std::copy(view.state.wage.begin(), view.state.wage.end(), out.begin());
      },
      [](const EquilibriumView& view, std::span<double> out) {
        std::copy(view.solution.wage.begin(), view.solution.wage.end(), out.begin());
      }};
}

}  // namespace entrepot::outputs
