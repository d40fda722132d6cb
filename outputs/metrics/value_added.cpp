#include "outputs/metrics/parts/sums.hpp"

namespace entrepot::outputs {

Metric value_added_metric() {
  return {"value_added",
          "Value added: sales and subsidies on output minus inputs used and the duties on them",
          "million USD per month",
          "model.md section 3, settle",
          "sum",
          {"region", "sector"},
          [](const MetricView& view, std::span<double> out) {
            sum_firms(view, out, [&](std::uint32_t f) { return value_added_of(view.state, f); });
          },
          [](const EquilibriumView& view, std::span<double> out) {
            read_annual(view, view.solution.value_added, out);
          }};
}

}  // namespace entrepot::outputs
