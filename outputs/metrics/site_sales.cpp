#include <algorithm>

#include "outputs/metrics/metric.hpp"

namespace entrepot {

Metric site_sales_metric() {
  return {"site_sales",
          "Sales of plants abroad at the gate, by region of the owner, host and sector",
          "million USD per month",
          "model.md section 5; the plant's place, not its owner, decides where trade statistics count it",
          "sum",
          {"owner", "host", "sector"},
          [](const MetricView& view, std::span<double> out) {
            const WorldTable& table = view.world.table;
            std::fill(out.begin(), out.end(), 0.0);
            for (std::size_t position = 0; position < view.state.sites.site.size(); ++position) {
              const Site& site = view.state.sites.site[position];
              const std::size_t owner = view.world.firm_cell[site.owner] / table.n_products();
              out[owner * table.n_groups() + site.group] +=
                  to_musd(view.world, view.state.firm_sales[view.world.n_firms() + position].money);
            }
          }};
}

}  // namespace entrepot
