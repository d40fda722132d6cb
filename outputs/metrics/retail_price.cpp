#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

Metric retail_price_metric() {
  return {"retail_price",
          "Price of final use with its distribution margin, base = 1",
          "1",
          "(1 - m) P + m P of services, m = distribution_margin of the sector (0.5 for goods where the world "
          "says nothing), 0 for services (model.md section 3, settle)",
          "mean",
          {"region", "sector"},
          [](const MetricView& view, std::span<double> out) {
            const WorldTable& table = view.world.table;
            const Axes axes = view.world.axes();
            for (const RegionId n : axes.regions()) {
              double services = 0.0;
              double weight = 0.0;
              for (const GroupId nest : axes.groups_of(n)) {
                if (table.sector_is_goods[axes.sector_of(nest).index()]) continue;
                const double budget = view.world.accounts.budget_share[nest.index()];
                services += budget * view.state.nest_price_final[nest.index()];
                weight += budget;
              }
              services = weight > 0.0 ? services / weight : 1.0;
              for (const GroupId nest : axes.groups_of(n)) {
                const double price = view.state.nest_price_final[nest.index()];
                const SectorId sector = axes.sector_of(nest);
                const bool goods = table.sector_is_goods[sector.index()];
                const double margin = table.sector_parameters[sector.index()].distribution_margin;
                out[nest.index()] = goods ? price + margin * (services - price) : price;
              }
            }
          },
          nullptr};
}

}  // namespace entrepot::outputs
