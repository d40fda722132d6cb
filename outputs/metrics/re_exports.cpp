#include "outputs/metrics/parts/rerouted.hpp"

namespace entrepot::outputs {

Metric re_exports_metric() {
  return may_be_missing(
      {"re_exports",
       "Goods of an origin that reach the destination by way of a hub unchanged, customs value of the second "
       "leg, duty excluded; missing where goods are not re-routed (model.routing.routes)",
       "million USD per month",
       "model.md section 9: re-exports; value at the origin's gate plus handling",
       "sum",
       {"origin", "hub", "destination"},
       [](const MetricView& view, std::span<double> out) {
         if (missing_without_routes(view, out)) return;
         for_each_reroute(view, [&](const BaseRoute& route, std::size_t, const Reroute& way) {
           out[view.world.axes().at(route.origin, route.hub, route.destination)] +=
               to_musd(view.world, way.money + way.surcharge);
         });
       }});
}

}  // namespace entrepot::outputs
