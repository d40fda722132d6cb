#include "outputs/metrics/parts/rerouted.hpp"
#include "outputs/metrics/parts/sums.hpp"

namespace entrepot::outputs {

Metric handling_income_metric() {
  return may_be_missing(
      {"handling_income",
       "Income of a hub from handling re-routed goods, over that of the base year; missing where goods are "
       "not re-routed (model.routing.routes)",
       "million USD per month",
       "model.md section 3, route: what trans-shipment pays to the hub's services",
       "sum",
       {"region"},
       [](const MetricView& view, std::span<double> out) {
         if (missing_without_routes(view, out)) return;
         read_accounts(view, out, [](const RegionAccount& account) { return account.handling; });
       }});
}

}  // namespace entrepot::outputs
