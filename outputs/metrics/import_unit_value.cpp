#include <limits>

#include "outputs/metrics/parts/flows.hpp"
#include "outputs/metrics/parts/rerouted.hpp"
#include "outputs/metrics/parts/volumes.hpp"

namespace entrepot::outputs {

namespace {

// What a market pays abroad for a sector's goods, and how much it gets; goods in transit left out.
struct Bought {
  double money = 0.0;
  double goods = 0.0;  // at base prices
};

std::vector<Bought> bought_abroad(const MetricView& view) {
  const Axes axes = view.world.axes();
  const std::vector<double> goods_per_money = goods_for_money(view);
  std::vector<Bought> bought(axes.n_groups());
  for (const FlowId flow : axes.flows()) {
    if (axes.origin_of(flow) == axes.destination_of(flow)) continue;
    const double money = to_musd(view.world, view.state.flow[flow.index()].money);
    Bought& here = bought[axes.group(axes.destination_of(flow), axes.sector_of(flow)).index()];
    here.money += money;
    here.goods += money * goods_per_money[axes.group_of(axes.cell_of(flow)).index()];
  }
  for_each_reroute(view, [&](const BaseRoute& route, std::size_t product, const Reroute& way) {
    bought[axes.group(route.destination, axes.sector_of(ProductId(product))).index()].money +=
        to_musd(view.world, way.surcharge);
  });
  return bought;
}

}  // namespace

Metric import_unit_value_metric() {
  return may_be_missing(
      {"import_unit_value",
       "Unit value of imports: what a unit at base prices costs at the border, handling included, duty "
       "excluded; missing without imports",
       "1",
       "customs value over volume at this month's weights of origins and products (Paasche; import_price is "
       "Laspeyres with duty); volume = value over the price that the origin's sector charged in the month; "
       "goods in transit left out",
       "mean",
       {"destination", "sector"},
       [](const MetricView& view, std::span<double> out) {
         const std::vector<Bought> bought = bought_abroad(view);
         for (std::size_t at = 0; at < out.size(); ++at)
           out[at] = bought[at].goods > 0.0 ? bought[at].money / bought[at].goods
                                            : std::numeric_limits<double>::quiet_NaN();
       }});
}

}  // namespace entrepot::outputs
