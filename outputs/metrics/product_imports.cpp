#include "outputs/metrics/parts/flows.hpp"

namespace entrepot::outputs {

Metric product_imports_metric() {
  return {"product_imports",
          "Imports of the reporter by product and origin, customs value",
          "million USD per month",
          "model.md section 9; only for regions whose product mix is observed",
          "sum",
          {"reporter", "partner", "product"},
          [](const MetricView& view, std::span<double> out) {
            product_flows(view.world.table, out, true, trade_of(view));
          },
          [](const EquilibriumView& view, std::span<double> out) {
            product_flows(view.table, out, true, flow_of(view, view.solution.trade));
          }};
}

}  // namespace entrepot::outputs
