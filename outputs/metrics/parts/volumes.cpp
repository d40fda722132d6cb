#include "outputs/metrics/parts/volumes.hpp"

#include "sim/world/state/buyers.hpp"
#include "sim/world/state/use_classes.hpp"

namespace entrepot::outputs {

namespace {

struct Shipped {
  std::vector<std::int64_t> goods;  // [group] at base prices
  std::vector<double>
      goods_per_money;  // [group] inverse of the price of the month; 0 where nothing is shipped
};

Shipped shipped(const MetricView& view) {
  Shipped out;
  for (std::size_t g = 0; g < view.world.table.n_groups(); ++g) {
    Sales sum;
    for_each_firm(view.world, view.state, g, [&](std::uint32_t f) {
      sum.money += view.state.firm_sales[f].money;
      sum.goods += view.state.firm_sales[f].goods;
    });
    out.goods.push_back(sum.goods);
    out.goods_per_money.push_back(
        sum.money > 0 ? static_cast<double>(sum.goods) / static_cast<double>(sum.money) : 0.0);
  }
  return out;
}

}  // namespace

std::vector<double> goods_for_money(const MetricView& view) { return shipped(view).goods_per_money; }

std::vector<double> real_value_added(const MetricView& view) {
  const World& world = view.world;
  const std::size_t classes = n_use_classes(world, view.state);
  const Shipped ships = shipped(view);
  std::vector<double> added;
  for (const std::int64_t goods : ships.goods) added.push_back(static_cast<double>(goods) * world.unit_musd);
  for (std::size_t user = 0; user < classes; ++user) {
    double& left = added[group_of_class(world, view.state, user).index()];
    for (std::size_t seller = 0; seller < classes; ++seller) {
      left -= static_cast<double>(view.state.use_flow[user * classes + seller]) * world.unit_musd *
              ships.goods_per_money[group_of_class(world, view.state, seller).index()];
    }
  }
  return added;
}

std::vector<double> real_duties(const MetricView& view) {
  const WorldTable& table = view.world.table;
  const Axes axes = table.axes();
  const Shipped ships = shipped(view);
  std::vector<double> duties(axes.n_regions(), 0.0);
  for (const FlowId flow : axes.flows()) {
    const std::size_t seller = axes.group_of(axes.cell_of(flow)).index();
    duties[axes.destination_of(flow).index()] += table.base_duty[flow.index()] *
                                                 to_musd(view.world, view.state.flow[flow.index()].money) *
                                                 ships.goods_per_money[seller];
  }
  return duties;
}

}  // namespace entrepot::outputs
