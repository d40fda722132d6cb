#include "models/behaviours/routes/origin_rules.hpp"

#include <algorithm>

#include "sim/core/math.hpp"
#include "sim/world/state/use_classes.hpp"

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

namespace {

// Contents of the last quarter-end step, from who bought what of whom: [class][origin].
std::vector<double> bought_content(const World& world, const State& state) {
  const std::size_t classes = n_use_classes(world, state);
  const std::size_t regions = world.table.n_regions();
  std::vector<std::int64_t> sales(classes, 0);
  for (std::size_t at = 0; at < state.use_flow.size(); ++at) sales[at % classes] += state.use_flow[at];
  std::vector<double> content(classes * regions, 0.0);
  for (std::size_t user = 0; user < classes; ++user) {
    if (sales[user] <= 0) continue;
    for (std::size_t seller = 0; seller < classes; ++seller) {
      const RegionId origin = world.axes().region_of(group_of_class(world, state, seller));
      content[user * regions + origin.index()] +=
          static_cast<double>(state.use_flow[user * classes + seller]) / static_cast<double>(sales[user]);
    }
  }
  return content;
}

// Sales by destination of the last quarter-end step: [class][destination].
std::vector<std::int64_t> sales_by_destination(const World& world, const State& state) {
  const std::size_t classes = n_use_classes(world, state);
  const std::size_t regions = world.table.n_regions();
  std::vector<std::int64_t> sales(classes * regions, 0);
  for (std::size_t use = 0; use < classes + regions; ++use) {
    const std::size_t destination =
        use < classes ? world.axes().region_of(group_of_class(world, state, use)).index() : use - classes;
    for (std::size_t seller = 0; seller < classes; ++seller)
      sales[seller * regions + destination] += state.use_flow[use * classes + seller];
  }
  return sales;
}

// Parts of the classes in what their group sells; the group's own firms stand for all where it sells nothing.
std::vector<double> parts_of_sales(const World& world, const State& state) {
  const std::vector<std::int64_t> sales = sales_by_destination(world, state);
  const std::size_t regions = world.table.n_regions();
  std::vector<double> part(sales.size(), 0.0);
  for (const GroupId group : world.axes().groups()) {
    for (std::size_t n = 0; n < regions; ++n) {
      std::int64_t all = 0;
      for_each_class(world, state, group, [&](std::size_t one) { all += sales[one * regions + n]; });
      for_each_class(world, state, group, [&](std::size_t one) {
        part[one * regions + n] =
            all > 0 ? static_cast<double>(sales[one * regions + n]) / static_cast<double>(all)
                    : (one == group.index() ? 1.0 : 0.0);
      });
    }
  }
  return part;
}

}  // namespace

void OriginRules::update_content(StepContext& context) const {
  State& state = context.state;
  RoutingState& routing = state.routing;
  if (routing.content.empty()) {
    routing.content = base_content(world_.table);
    routing.sold.assign(routing.content.size(), 1.0);
  }
  if (state.use_flow.empty() || !(context.month + (-1)).is_quarter_end()) return;
  routing.content = bought_content(world_, state);
  routing.sold = parts_of_sales(world_, state);
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

std::vector<double> OriginRules::content_of(const State& state, RegionId destination, GroupId group) const {
  const std::size_t regions = world_.table.n_regions();
  std::vector<double> content(regions, 0.0);
  for_each_class(world_, state, group, [&](std::size_t one) {
    if (one * regions >= state.routing.content.size()) return;
    const double part = state.routing.sold[one * regions + destination.index()];
    for (std::size_t i = 0; i < regions; ++i) content[i] += part * state.routing.content[one * regions + i];
  });
  return content;
}

std::vector<double> OriginRules::counted_content(const StepContext& context, RegionId destination,
                                                 GroupId group) const {
  const std::size_t hub = world_.axes().region_of(group).index();
  std::vector<double> content = content_of(context.state, destination, group);
  double own_share = 1.0;
  for (std::size_t i = 0; i < content.size(); ++i) {
    if (i != hub) own_share -= content[i];
  }
  const bool too_little = own_share < settings_.transformation;
  const Levers& levers = context.levers;
  bool any = false;
  for (std::size_t i = 0; i < content.size(); ++i) {
    const std::size_t at = way(destination.index(), hub, i);
    const double looked = std::clamp(Levers::value(levers.look_through, at), 0.0, 1.0);
    const double found = too_little ? std::clamp(Levers::value(levers.detection, at), 0.0, 1.0) : 0.0;
    const bool foreign = i != hub && i != destination.index();
    content[i] *= foreign ? looked + (1.0 - looked) * found : 0.0;
    any = any || content[i] > 0.0;
  }
  return any ? content : std::vector<double>{};
}

// What goods made in a hub pay on their content over the hub's duty. Only enforcement by policies counts: at
// the base, goods made in a hub are the hub's.
void OriginRules::look_through(StepContext& context) {
  update_content(context);
  if (context.levers.look_through.empty() && context.levers.detection.empty()) return;
  const Axes axes = world_.axes();
  context.pool.for_each(axes.n_regions(), [&](std::size_t destination) {
    const RegionId n(destination);
    for (const GroupId group : axes.groups()) {
      if (axes.region_of(group) == n || !world_.table.sector_is_goods[axes.sector_of(group).index()])
        continue;
      const std::vector<double> content = counted_content(context, n, group);
      if (content.empty()) continue;
      for (const CellId cell : axes.cells_of(group)) charge_content(context, axes.flow(n, cell), content);
    }
  });
}

void OriginRules::charge_content(StepContext& context, FlowId flow,
                                 const std::vector<double>& content) const {
  const Axes axes = world_.axes();
  State& state = context.state;
  const auto added = [&](FlowId at) {
    return context.levers.duty[at.index()] - world_.table.base_duty[at.index()];
  };
  double more = 0.0;
  for (const RegionId origin : axes.regions()) {
    if (!(content[origin.index()] > 0.0)) continue;
    const FlowId direct = axes.flow(axes.destination_of(flow), origin, axes.product_of(flow));
    more += content[origin.index()] * std::max(0.0, added(direct) - added(flow));
  }
  if (!(more > 0.0)) return;
  double& charge = state.charge[flow.index()];
  state.log_cost[flow.index()] += log64((1.0 + charge + more) / (1.0 + charge));
  charge += more;
}

}  // namespace entrepot::models
