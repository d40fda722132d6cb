#include "models/behaviours/routes/hub_capacity.hpp"

namespace entrepot::models {

std::vector<double> base_gate(const World& world) {
  const Axes axes = world.axes();
  std::vector<double> gate(axes.n_flows());
  for (const FlowId flow : axes.flows()) {
    const CellId market = axes.cell(axes.destination_of(flow), axes.product_of(flow));
    gate[flow.index()] = world.accounts.product_spending[market.index()] *
                         world.accounts.base_share[axes.at(market, axes.origin_of(flow))] /
                         (1.0 + world.table.base_duty[flow.index()]);
  }
  return gate;
}

std::vector<double> hub_capacity(const World& world, const RoutingSettings& settings,
                                 const std::vector<double>& gate) {
  const Axes axes = world.axes();
  std::vector<double> capacity(axes.n_groups(), 0.0);
  for (const FlowId flow : axes.flows()) {
    if (axes.origin_of(flow) == axes.destination_of(flow)) continue;
    capacity[axes.group_of(axes.cell_of(flow)).index()] += settings.capacity * gate[flow.index()];
  }
  for (const BaseRoute& route : world.table.base_routes) {
    for (const FlowId flow : axes.flows_between(route.destination, route.origin)) {
      capacity[axes.group(route.hub, axes.sector_of(flow)).index()] +=
          route.share_of(axes.product_of(flow).index()) * gate[flow.index()];
    }
  }
  return capacity;
}

}  // namespace entrepot::models
