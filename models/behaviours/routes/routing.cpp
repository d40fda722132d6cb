#include "models/behaviours/routes/routing.hpp"

#include <algorithm>

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"

namespace entrepot::models {

Routing::Routing(const World& world, const RoutingSettings& settings, const Diversion& diversion)
    : world_(world), settings_(settings), diversion_(diversion), rules_(world, settings) {
  const WorldTable& table = world.table;
  const std::size_t products = table.n_products();
  for (std::size_t r = 0; r < table.base_routes.size(); ++r) {
    const BaseRoute& route = table.base_routes[r];
    if (pairs_.empty() || pairs_.back().origin != route.origin.index() ||
        pairs_.back().destination != route.destination.index()) {
      pairs_.push_back({route.origin.index(), route.destination.index(), r, r});
      base_direct_.insert(base_direct_.end(), products, 1.0);
    }
    pairs_.back().end = r + 1;
    for (std::size_t g = 0; g < products; ++g) base_direct_[at(pairs_.size() - 1, g)] -= route.share_of(g);
    route_pair_.push_back(pairs_.size() - 1);
    for (std::size_t g = 0; g < products; ++g) base_arrival_duty_.push_back(rules_.base_arrival_duty(r, g));
  }
  arrival_duty_ = base_arrival_duty_;
  expected_fine_.assign(route_pair_.size(), rules_.base_expected_fine());
  base_gate_ = base_gate(world);
  capacity_ = hub_capacity(world, settings, base_gate_);
}

// Weights of the base year.
void Routing::start(RoutingState& routing) const {
  routing.direct_weight = base_direct_;
  for (const BaseRoute& route : world_.table.base_routes) {
    for (std::size_t g = 0; g < world_.table.n_products(); ++g) {
      routing.hub_weight.push_back(route.share_of(g));
      routing.taken.push_back(route.share_of(g) >= settings_.switch_share ? 1 : 0);
    }
  }
}

Access Routing::access() const {
  return {{"step", "trend", "flow", "use_flow", "plant_class", "levers.duty", "levers.detection",
           "levers.fine", "levers.look_through"},
          {"routing.*", "reroute", "charge", "log_cost"}};
}

void Routing::run(StepContext& context) {
  State& state = context.state;
  if (state.routing.hub_weight.empty()) start(state.routing);
  const std::size_t products = world_.table.n_products();
  state.charge = context.levers.duty;
  state.reroute.resize(route_pair_.size() * products);
  rules_.look_through(context);
  for (std::size_t r = 0; r < route_pair_.size(); ++r)
    expected_fine_[r] = rules_.expected_fine(context.levers, r);
  const auto each = [&](const auto& visit) {
    context.pool.for_each(pairs_.size() * products, [&](std::size_t i) {
      const std::size_t product = i % products;
      if (has_hubs(i)) visit(i / products, product);
    });
  };
  each([&](std::size_t pair, std::size_t product) { choose(context, pair, product); });
  limit_to_capacity(state);
  each([&](std::size_t pair, std::size_t product) { set_terms(state, pair, product); });
}

double Routing::direct_change(const State& state, const Pair& pair, std::size_t product) const {
  const std::size_t at = world_.table.duty_index(pair.destination, pair.origin, product);
  return (1.0 + state.charge[at]) / (1.0 + world_.table.base_duty[at]);
}

// Moves the weights of a product's routes toward what shippers who choose now want. Written around the base
// so that nothing at all changes there.
void Routing::choose(StepContext& context, std::size_t p, std::size_t product) {
  const Pair& pair = pairs_[p];
  RoutingState& routing = context.state.routing;
  const double theta = settings_.elasticity;
  const auto change = [&](std::size_t r) {
    return (1.0 + arrival_duty_[at(r, product)]) / (1.0 + base_arrival_duty_[at(r, product)]);
  };
  const double direct = direct_change(context.state, pair, product);
  const double base_direct = base_direct_[at(p, product)];
  double pull = 1.0 + base_direct * (pow64(direct, -theta) - 1.0);
  for (std::size_t r = pair.first; r < pair.end; ++r) {
    arrival_duty_[at(r, product)] = rules_.arrival_duty(context.levers, r, product);
    pull += base_share(r, product) * (pow64(change(r), -theta) - 1.0);
  }
  const double composite = pow64(pull, -1.0 / theta);
  const auto move = [&](double& weight, double base, double cost) {
    const double wanted = base * pow64(cost, -theta) / pull;
    weight += settings_.adjustment * (wanted * composite / cost - weight);
  };
  move(routing.direct_weight[at(p, product)], base_direct, direct);
  for (std::size_t r = pair.first; r < pair.end; ++r) {
    move(routing.hub_weight[at(r, product)], base_share(r, product), change(r));
  }
}

// Value at the gate of the pair's product in the last step, million USD per year at trend 1.
double Routing::gate_money(const State& state, const Pair& pair, std::size_t product) const {
  const std::size_t at = world_.table.duty_index(pair.destination, pair.origin, product);
  if (state.step == 0) return base_gate_[at];
  return static_cast<double>(state.flow[at].money) * 12.0 * world_.unit_musd / state.trend;
}

// What would exceed a hub's handling capacity of a sector goes directly, the same part of every flow.
void Routing::limit_to_capacity(State& state) const {
  const WorldTable& table = world_.table;
  RoutingState& routing = state.routing;
  std::vector<double> wanted(capacity_.size(), 0.0);
  const auto group = [&](std::size_t route, std::size_t product) {
    return table.axes()
        .group(table.base_routes[route].hub, table.axes().sector_of(ProductId(product)))
        .index();
  };
  for (std::size_t p = 0; p < pairs_.size(); ++p) {
    for (std::size_t g = 0; g < table.n_products(); ++g) {
      const double all = weight_sum(routing, p, g);
      const double money = gate_money(state, pairs_[p], g);
      for (std::size_t r = pairs_[p].first; r < pairs_[p].end; ++r)
        wanted[group(r, g)] += routing.hub_weight[at(r, g)] / all * money;
    }
  }
  for (std::size_t r = 0; r < route_pair_.size(); ++r) {
    for (std::size_t g = 0; g < table.n_products(); ++g) {
      // A hair of room, so that rounding never binds at the base.
      const double limit = capacity_[group(r, g)] * (1.0 + 1e-9);
      if (!(wanted[group(r, g)] > limit)) continue;
      const double excess = routing.hub_weight[at(r, g)] * (1.0 - limit / wanted[group(r, g)]);
      routing.hub_weight[at(r, g)] -= excess;
      routing.direct_weight[at(route_pair_[r], g)] += excess;
    }
  }
}

// Sum of the weights; exactly 1 at the base.
double Routing::weight_sum(const RoutingState& routing, std::size_t p, std::size_t product) const {
  double sum = 1.0 + (routing.direct_weight[at(p, product)] - base_direct_[at(p, product)]);
  for (std::size_t r = pairs_[p].first; r < pairs_[p].end; ++r) {
    sum += routing.hub_weight[at(r, product)] - base_share(r, product);
  }
  return sum;
}

// Shares of the routes, the price over that of the direct way, and what buyers pay over the value at the
// gate:
//   T = t0 + sum over routes of (share * charge - base share * base charge)
void Routing::set_terms(State& state, std::size_t p, std::size_t product) const {
  const Pair& pair = pairs_[p];
  const RoutingState& routing = state.routing;
  const std::size_t flow = world_.table.duty_index(pair.destination, pair.origin, product);
  const double base_duty = world_.table.base_duty[flow];
  const double direct = direct_change(state, pair, product);
  const double sum = weight_sum(routing, p, product);
  double price = 1.0 + (routing.direct_weight[at(p, product)] * direct - base_direct_[at(p, product)]);
  double diverted = 0.0;
  double diverted_price = 0.0;
  for (std::size_t r = pair.first; r < pair.end; ++r) {
    const double cost = (1.0 + arrival_duty_[at(r, product)]) / (1.0 + base_arrival_duty_[at(r, product)]);
    price += routing.hub_weight[at(r, product)] * cost - base_share(r, product);
    diverted += diversion_.share(r, product);
    diverted_price += diversion_.share(r, product) * cost;
  }
  double direct_share = 1.0;
  double base_direct = 1.0;
  double rise = 0.0;
  for (std::size_t r = pair.first; r < pair.end; ++r) {
    const std::size_t i = at(r, product);
    const double base = base_share(r, product);
    const double share = (1.0 - diverted) * routing.hub_weight[i] / sum + diversion_.share(r, product);
    state.reroute[i].share = share;
    direct_share -= share;
    base_direct -= base;
    rise += share * charge_with(arrival_duty_[i]) - base * charge_with(base_arrival_duty_[i]);
  }
  rise += direct_share * state.charge[flow] - base_direct * base_duty;
  price = (1.0 - diverted) * price + diverted_price;
  state.log_cost[flow] += log64(price / direct);
  state.charge[flow] = base_duty + rise;
}

Access TransShipment::access() const {
  return {{"group_price", "trend"},
          {"flow", "customs", "reroute", "routing.taken", "route_switches", "events"}};
}

void Routing::settle(StepContext& context) {
  State& state = context.state;
  for (std::size_t p = 0; p < pairs_.size(); ++p) {
    for (std::size_t g = 0; g < world_.table.n_products(); ++g) {
      if (has_hubs(at(p, g))) pay(context, pairs_[p], g);
    }
  }
  record_customs(state);
  note_switches(context);
}

// Handling goes to the hubs; what is left of the charges is the treasury's, fines included. Like all that
// the base year paid, its fines are in the base duties.
void Routing::pay(StepContext& context, const Pair& pair, std::size_t product) const {
  State& state = context.state;
  const std::size_t flow_at = world_.table.duty_index(pair.destination, pair.origin, product);
  Flow& flow = state.flow[flow_at];
  const auto value = static_cast<double>(flow.money);
  for (std::size_t r = pair.first; r < pair.end; ++r) {
    Reroute& way = state.reroute[at(r, product)];
    const double base = base_share(r, product);
    way.money = round_half_even(value * way.share);
    way.surcharge = round_half_even(static_cast<double>(way.money) * settings_.handling_cost);
    way.handling = round_half_even(value * (way.share - base) * settings_.handling_cost);
    flow.duty -= way.handling;
  }
  // Slots round their charges one by one: the total may miss a few units of the hubs' parts.
  if (flow.duty < 0 && pair.end > pair.first) {
    state.reroute[at(pair.first, product)].handling += flow.duty;
    flow.duty = 0;
  }
  std::int64_t left = flow.duty;
  for (std::size_t r = pair.first; r < pair.end; ++r) {
    const std::size_t i = at(r, product);
    Reroute& way = state.reroute[i];
    const double base = base_share(r, product);
    const double with_handling = 1.0 + settings_.handling_cost;
    const double rate = way.share * with_handling * arrival_duty_[i] +
                        base * (world_.table.base_duty[flow_at] - with_handling * base_arrival_duty_[i]);
    way.duty = std::clamp<std::int64_t>(round_half_even(value * rate), 0, left);
    left -= way.duty;
    const double fines = way.share * expected_fine_[r] - base * rules_.base_expected_fine();
    way.fine = std::min(way.duty, round_half_even(value * with_handling * fines));
  }
}

// As customs see it: the first leg ends in the hub, the second comes from there.
void Routing::record_customs(State& state) const {
  const WorldTable& table = world_.table;
  state.customs = state.flow;
  for (std::size_t r = 0; r < route_pair_.size(); ++r) {
    const BaseRoute& route = table.base_routes[r];
    for (std::size_t g = 0; g < table.n_products(); ++g) {
      const Reroute& way = state.reroute[at(r, g)];
      Flow& direct = state.customs[table.duty_index(route.destination.index(), route.origin.index(), g)];
      Flow& first_leg = state.customs[table.duty_index(route.hub.index(), route.origin.index(), g)];
      Flow& second_leg = state.customs[table.duty_index(route.destination.index(), route.hub.index(), g)];
      direct.money -= way.money;
      direct.duty -= way.duty;
      first_leg.money += way.money;
      second_leg.money += way.money + way.surcharge;
      second_leg.duty += way.duty;
    }
  }
}

namespace {

// The row of the table of events: goods that leave a hub go directly. Size: goods at base prices, trend
// excluded.
Event switch_event(const World& world, const State& state, const RouteSwitch& change) {
  const Axes axes = world.axes();
  const GroupId group = axes.group(RegionId(change.origin), axes.sector_of(ProductId(change.product)));
  Event event;
  event.step = change.step;
  event.kind = EventKind::route_switched;
  event.region = change.destination;
  event.partner = change.origin;
  event.via = change.taken ? change.hub : no_place;
  event.product = change.product;
  event.size = static_cast<double>(change.money) / (state.group_price[group.index()] * state.trend);
  return event;
}

}  // namespace

// A route is left at half the share at which it is taken, so that a share near the threshold is one switch.
void Routing::note_switches(StepContext& context) const {
  State& state = context.state;
  for (std::size_t r = 0; r < route_pair_.size(); ++r) {
    const BaseRoute& route = world_.table.base_routes[r];
    for (std::size_t g = 0; g < world_.table.n_products(); ++g) {
      const Reroute& way = state.reroute[at(r, g)];
      const bool taken = state.routing.taken[at(r, g)] != 0;
      const double threshold = settings_.switch_share * (taken ? 0.5 : 1.0);
      if (way.money == 0 || (way.share >= threshold) == taken) continue;
      state.routing.taken[at(r, g)] = taken ? 0 : 1;
      state.route_switches.push_back({context.step, !taken, route.origin.get(), route.hub.get(),
                                      route.destination.get(), static_cast<std::uint16_t>(g), way.share,
                                      way.money});
      state.events.push_back(switch_event(world_, state, state.route_switches.back()));
    }
  }
}

}  // namespace entrepot::models
