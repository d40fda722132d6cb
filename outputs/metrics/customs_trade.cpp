#include "outputs/metrics/parts/flows.hpp"

namespace entrepot::outputs {

Metric customs_trade_metric() {
  return {
      "customs_trade",
      "Trade by customs value, duty excluded; origin = destination is home use",
      "million USD per month",
      "model.md section 9: Z + F at basic prices, re-routed goods on both legs",
      "sum",
      {"origin", "destination", "sector"},
      [](const MetricView& view, std::span<double> out) { sum_flows(view.world.table, out, trade_of(view)); },
      [](const EquilibriumView& view, std::span<double> out) {
        sum_flows(view.table, out, flow_of(view, view.solution.trade));
      }};
}

}  // namespace entrepot::outputs
