#include <algorithm>

#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

Metric site_sales_metric() {
  return {"site_sales",
          "Sales of plants abroad at the gate, by region of the owner, host and sector",
          "million USD per month",
          "model.md section 5; the plant's place, not its owner, decides where trade statistics count it",
          "sum",
          {"owner", "host", "sector"},
          [](const MetricView& view, std::span<double> out) {
            const Axes axes = view.world.axes();
            std::fill(out.begin(), out.end(), 0.0);
            for (std::size_t position = 0; position < view.state.sites.site.size(); ++position) {
              const Site& site = view.state.sites.site[position];
              const RegionId owner = view.world.owner_of(site.owner);
              out[axes.at(owner, GroupId(site.group))] +=
                  to_musd(view.world, view.state.firm_sales[view.world.n_firms() + position].money);
            }
          }};
}

}  // namespace entrepot::outputs
