#include "outputs/metrics/parts/rerouted.hpp"

namespace entrepot::outputs {

// Expected fines: a flow is many shipments, of which the part that is found out pays.
Metric fines_metric() {
  return {"fines",
          "Fines on goods found to be trans-shipped, over those of the base year; part of duties; none where "
          "goods are not re-routed (model.routing.routes)",
          "million USD per month",
          "model.md section 3, route: detection times fine, by the treasury of the destination",
          "sum",
          {"region"},
          [](const MetricView& view, std::span<double> out) {
            std::fill(out.begin(), out.end(), 0.0);
            if (view.state.customs.empty()) return;
            std::vector<std::int64_t> fines(out.size(), 0);
            for_each_reroute(view, [&](const BaseRoute& route, std::size_t, const Reroute& way) {
              fines[route.destination.index()] += way.fine;
            });
            for (std::size_t n = 0; n < out.size(); ++n) out[n] = to_musd(view.world, fines[n]);
          }};
}

}  // namespace entrepot::outputs
