#include <algorithm>

#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

Metric sites_metric() {
  return {"sites",
          "Plants abroad in operation, by region of the owner and host",
          "1",
          "model.md section 5; a plant counts from its first month of output until it is closed",
          "mean",
          {"owner", "host"},
          [](const MetricView& view, std::span<double> out) {
            const Axes axes = view.world.axes();
            std::fill(out.begin(), out.end(), 0.0);
            for (const Site& site : view.state.sites.site) {
              if (site.closed >= 0 || !(site.ready > 0.0)) continue;
              const RegionId owner = view.world.owner_of(site.owner);
              out[axes.at(owner, RegionId(site.host))] += 1.0;
            }
          }};
}

}  // namespace entrepot::outputs
