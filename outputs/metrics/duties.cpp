#include "outputs/metrics/parts/flows.hpp"

namespace entrepot::outputs {

Metric duties_metric() {
  return {"duties",
          "Duties collected, fines included",
          "million USD per month",
          "model.md section 3, settle",
          "sum",
          {"origin", "destination", "sector"},
          [](const MetricView& view, std::span<double> out) {
            sum_flows(view.world.table, out, duties_of(view));
          },
          [](const EquilibriumView& view, std::span<double> out) {
            sum_flows(view.table, out, flow_of(view, view.solution.duty_paid));
          }};
}

}  // namespace entrepot::outputs
