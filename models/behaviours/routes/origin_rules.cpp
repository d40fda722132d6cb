#include "models/behaviours/routes/origin_rules.hpp"

#include <algorithm>

#include "sim/core/math.hpp"

namespace entrepot::models {

OriginRules::OriginRules(const World& world, const RoutingSettings& settings)
    : world_(world), settings_(settings) {}

std::vector<double> base_content(const WorldTable& table) {
  const Axes axes = table.axes();
  std::vector<double> content(axes.n_groups() * axes.n_regions(), 0.0);
  for (const GroupId user : axes.groups()) {
    const double output = table.output[user.index()];
    if (!(output > 0.0)) continue;
    for (const GroupId seller : axes.groups())
      content[axes.at(user, axes.region_of(seller))] += table.z(seller.index(), user.index()) / output;
  }
  return content;
}

// Contents of the last quarter-end step, from who bought what of whom.
std::vector<double> OriginRules::bought_content(const State& state) const {
  const Axes axes = world_.axes();
  const std::size_t groups = axes.n_groups();
  std::vector<std::int64_t> sales(groups, 0);
  for (std::size_t at = 0; at < state.use_flow.size(); ++at) sales[at % groups] += state.use_flow[at];
  std::vector<double> content(groups * axes.n_regions(), 0.0);
  for (const GroupId user : axes.groups()) {
    if (sales[user.index()] <= 0) continue;
    for (const GroupId seller : axes.groups()) {
      content[axes.at(user, axes.region_of(seller))] +=
          static_cast<double>(state.use_flow[axes.at(user, seller)]) /
          static_cast<double>(sales[user.index()]);
    }
  }
  return content;
}

void OriginRules::update_content(StepContext& context) const {
  State& state = context.state;
  std::vector<double>& content = state.routing.content;
  if (content.empty()) content = base_content(world_.table);
  if (!state.use_flow.empty() && (context.month + (-1)).is_quarter_end()) content = bought_content(state);
}

void OriginRules::set_own_share(const std::vector<double>& content) {
  const Axes axes = world_.axes();
  own_share_.assign(axes.n_groups(), 1.0);
  for (const GroupId group : axes.groups()) {
    for (const RegionId origin : axes.regions()) {
      if (origin != axes.region_of(group)) own_share_[group.index()] -= content[axes.at(group, origin)];
    }
  }
}

std::size_t OriginRules::way(std::size_t destination, std::size_t hub, std::size_t origin) const {
  return world_.axes().at(RegionId(destination), RegionId(hub), RegionId(origin));
}

double OriginRules::arrival(const Terms& terms) const {
  const double detection = std::min(1.0, terms.detection);
  const bool too_little =
      settings_.handling_cost / (1.0 + settings_.handling_cost) < settings_.transformation;
  const double looked = std::clamp(terms.look_through, 0.0, 1.0);
  const double as_origin = looked + (too_little ? (1.0 - looked) * detection : 0.0);
  return terms.hub + as_origin * std::max(0.0, terms.origin - terms.hub) + detection * terms.fine;
}

double OriginRules::arrival_duty(const Levers& levers, std::size_t route, std::size_t product) const {
  const BaseRoute& r = world_.table.base_routes[route];
  const std::size_t n = r.destination.index();
  const std::size_t at = way(n, r.hub.index(), r.origin.index());
  return arrival({levers.duty[world_.table.duty_index(n, r.hub.index(), product)],
                  levers.duty[world_.table.duty_index(n, r.origin.index(), product)],
                  settings_.detection + Levers::value(levers.detection, at),
                  settings_.fine + Levers::value(levers.fine, at), Levers::value(levers.look_through, at)});
}

double OriginRules::base_arrival_duty(std::size_t route, std::size_t product) const {
  const WorldTable& table = world_.table;
  const BaseRoute& r = table.base_routes[route];
  const std::size_t n = r.destination.index();
  return arrival({table.base_duty[table.duty_index(n, r.hub.index(), product)],
                  table.base_duty[table.duty_index(n, r.origin.index(), product)], settings_.detection,
                  settings_.fine, 0.0});
}

double OriginRules::expected_fine(const Levers& levers, std::size_t route) const {
  const BaseRoute& r = world_.table.base_routes[route];
  const std::size_t at = way(r.destination.index(), r.hub.index(), r.origin.index());
  return std::min(1.0, settings_.detection + Levers::value(levers.detection, at)) *
         (settings_.fine + Levers::value(levers.fine, at));
}

double OriginRules::base_expected_fine() const { return std::min(1.0, settings_.detection) * settings_.fine; }

// What the goods of (hub, product) pay on their content over the hub's duty. Only enforcement by policies
// counts: at the base, goods made in a hub are the hub's.
double OriginRules::content_duty(const StepContext& context, std::size_t destination, std::size_t hub,
                                 std::size_t product) const {
  const WorldTable& table = world_.table;
  const Levers& levers = context.levers;
  const auto added = [&](std::size_t origin) {
    const std::size_t at = table.duty_index(destination, origin, product);
    return levers.duty[at] - table.base_duty[at];
  };
  const Axes axes = table.axes();
  const GroupId group = axes.group(RegionId(hub), axes.sector_of(ProductId(product)));
  const double* const content = &context.state.routing.content[axes.at(group, RegionId(0))];
  const bool too_little = own_share_[group.index()] < settings_.transformation;
  double sum = 0.0;
  for (std::size_t origin = 0; origin < table.n_regions(); ++origin) {
    if (origin == hub || origin == destination) continue;
    const std::size_t at = way(destination, hub, origin);
    const double looked = std::clamp(Levers::value(levers.look_through, at), 0.0, 1.0);
    const double found = too_little ? std::clamp(Levers::value(levers.detection, at), 0.0, 1.0) : 0.0;
    const double counted = looked + (1.0 - looked) * found;
    if (counted > 0.0) {
      sum += counted * content[origin] * std::max(0.0, added(origin) - added(hub));
    }
  }
  return sum;
}

void OriginRules::look_through(StepContext& context) {
  State& state = context.state;
  update_content(context);
  if (context.levers.look_through.empty() && context.levers.detection.empty()) return;
  set_own_share(state.routing.content);
  const Axes axes = world_.axes();
  context.pool.for_each(axes.n_regions(), [&](std::size_t n) {
    for (const FlowId flow : axes.flows_to(RegionId(n))) {
      const std::size_t hub = axes.origin_of(flow).index();
      if (hub == n || !world_.table.sector_is_goods[axes.sector_of(flow).index()]) continue;
      const double more = content_duty(context, n, hub, axes.product_of(flow).index());
      if (!(more > 0.0)) continue;
      double& charge = state.charge[flow.index()];
      state.log_cost[flow.index()] += log64((1.0 + charge + more) / (1.0 + charge));
      charge += more;
    }
  });
}

}  // namespace entrepot::models
