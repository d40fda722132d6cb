#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

namespace {

// Part of a good's retail price that is trade and transport: 0.5 in the United States and OECD countries, 0.3
// to 0.6 (Burstein, Neves, Rebelo 2003, Journal of Monetary Economics 50; Campa, Goldberg 2010, Review of
// Economics and Statistics 92). Reporting only: no money moves by it.
constexpr double distribution_margin = 0.5;

}  // namespace

Metric retail_price_metric() {
  return {"retail_price",
          "Price of final use with its distribution margin, base = 1",
          "1",
          "(1 - m) P + m P of services, m = 0.5 for goods (0.3 to 0.6), 0 for services (model.md section 3, "
          "settle)",
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
                const bool goods = table.sector_is_goods[axes.sector_of(nest).index()];
                out[nest.index()] = goods ? price + distribution_margin * (services - price) : price;
              }
            }
          },
          nullptr};
}

}  // namespace entrepot::outputs
