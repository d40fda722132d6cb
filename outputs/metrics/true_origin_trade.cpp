#include "outputs/metrics/parts/flows.hpp"
#include "outputs/metrics/parts/rerouted.hpp"

namespace entrepot::outputs {

Metric true_origin_trade_metric() {
  return may_be_missing(
      {"true_origin_trade",
       "Trade by the region where goods were made, value at its gate, whatever way they took; missing where "
       "goods are not re-routed (model.routing.routes): it is then customs_trade",
       "million USD per month",
       "model.md section 9: Z + F at basic prices",
       "sum",
       {"origin", "destination", "sector"},
       [](const MetricView& view, std::span<double> out) {
         if (missing_without_routes(view, out)) return;
         sum_flows(view.world.table, out,
                   [&](FlowId flow) { return to_musd(view.world, view.state.flow[flow.index()].money); });
       }});
}

}  // namespace entrepot::outputs
