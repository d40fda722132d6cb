#include "models/behaviours/routes/diversion.hpp"

#include <algorithm>

#include "models/behaviours/routes/hub_capacity.hpp"

namespace entrepot::models {

Diversion::Diversion(const World& world, const RoutingSettings& settings)
    : world_(world),
      part_(settings.diversion),
      gate_(base_gate(world)),
      room_(hub_capacity(world, settings, gate_)) {
  const std::vector<BaseRoute>& routes = world.table.base_routes;
  for (const BaseRoute& route : routes) {
    for (std::size_t g = 0; g < world.table.n_products(); ++g) {
      double sum = 0.0;
      for (const BaseRoute& other : routes) {
        if (other.origin == route.origin && other.destination == route.destination) sum += other.share_of(g);
      }
      total_.push_back(sum);
    }
  }
}

std::size_t Diversion::hub_group(const BaseRoute& route, std::size_t product) const {
  return world_.axes().group(route.hub, world_.axes().sector_of(ProductId(product))).index();
}

void Diversion::run(StepContext& context) {
  share_.clear();
  std::vector<double>& ban = context.terms->ban;
  if (ban.empty() || !(part_ > 0.0) || world_.table.base_routes.empty()) return;
  ask(ban);
  fit(ban);
}

// Links that ask for a route, of all links of their flow.
void Diversion::ask(const std::vector<double>& ban) {
  const WorldTable& table = world_.table;
  const Axes axes = world_.axes();
  share_.assign(total_.size(), 0.0);
  asked_.assign(room_.size(), 0.0);
  for (std::size_t r = 0; r < table.base_routes.size(); ++r) {
    const BaseRoute& route = table.base_routes[r];
    for (std::size_t g = 0; g < table.n_products(); ++g) {
      const std::size_t i = r * table.n_products() + g;
      const std::size_t at = flow(route, g).index();
      if (!(ban[at] > 0.0) || !(total_[i] > 0.0)) continue;
      const double open = (1.0 - ban[axes.flow(route.hub, route.origin, ProductId(g)).index()]) *
                          (1.0 - ban[axes.flow(route.destination, route.hub, ProductId(g)).index()]);
      share_[i] = part_ * ban[at] * route.share_of(g) / total_[i] * open;
      asked_[hub_group(route, g)] += share_[i] * gate_[at];
    }
  }
}

// What hubs take, then over the links that may trade after all.
void Diversion::fit(std::vector<double>& ban) {
  const WorldTable& table = world_.table;
  std::vector<double> found(ban.size(), 0.0);
  const auto each = [&](const auto& visit) {
    for (std::size_t r = 0; r < table.base_routes.size(); ++r) {
      for (std::size_t g = 0; g < table.n_products(); ++g) {
        double& share = share_[r * table.n_products() + g];
        if (share > 0.0) visit(table.base_routes[r], g, share);
      }
    }
  };
  each([&](const BaseRoute& route, std::size_t g, double& share) {
    const std::size_t hub = hub_group(route, g);
    share *= std::min(1.0, room_[hub] / asked_[hub]);
    found[flow(route, g).index()] += share;
  });
  each([&](const BaseRoute& route, std::size_t g, double& share) {
    const std::size_t at = flow(route, g).index();
    share /= 1.0 - ban[at] + found[at];
  });
  for (std::size_t at = 0; at < ban.size(); ++at) ban[at] = std::max(0.0, ban[at] - found[at]);
}

}  // namespace entrepot::models
