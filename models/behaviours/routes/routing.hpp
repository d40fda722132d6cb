// Route phase: goods go from their origin to a destination directly or by way of a hub (trans-shipment).
#pragma once

#include <vector>

#include "models/behaviours/routes/diversion.hpp"
#include "models/behaviours/routes/hub_capacity.hpp"
#include "models/behaviours/routes/origin_rules.hpp"
#include "models/behaviours/routes/routing_settings.hpp"

namespace entrepot::models {

// For each (origin, destination) with base routes and each product (model.md section 3, "route"), with c^_r
// the change of delivered cost by route r since the base:
//
//   wanted share of r  ~  rho_r0 c^_r^(-theta_r),   composite C = [sum rho_r0 c^_r^(-theta_r)]^(-1/theta_r)
//
// A part of the shippers chooses anew each month; the others keep their route and pay what has become of its
// cost. Weights u_r of the routes carry that: u_r moves toward (wanted share) C / c^_r, the price of the
// origin's goods is sum u_r c^_r, and u_r / sum u is the route's share of the goods. At the base u = rho_0
// and everything is 1. What a hub cannot handle goes directly (docs/decisions/0015-routing.md).
class Routing : public Action {
 public:
  Routing(const World& world, const RoutingSettings& settings, const Diversion& diversion);
  [[nodiscard]] Phase phase() const override { return Phase::route; }
  [[nodiscard]] std::string_view name() const override { return "routing"; }
  [[nodiscard]] Access access() const override;
  void run(StepContext& context) override;

  // After the orders of the step are final: who gets what buyers paid over the value at the gate, and what
  // customs record. The base year's handling is in the table; only what changes since then is new.
  void settle(StepContext& context);

 private:
  struct Pair {
    std::size_t origin, destination;
    std::size_t first, end;  // base routes
  };
  [[nodiscard]] double base_share(std::size_t route, std::size_t product) const {
    return world_.table.base_routes[route].share_of(product);
  }
  // Change of delivered cost since the base.
  [[nodiscard]] double direct_change(const State& state, const Pair& pair, std::size_t product) const;
  // In [route][product] and [pair][product].
  [[nodiscard]] std::size_t at(std::size_t of, std::size_t product) const {
    return of * world_.table.n_products() + product;
  }
  // Whether some of it goes by hubs at the base, [pair][product]; services never do.
  [[nodiscard]] bool has_hubs(std::size_t i) const {
    const ProductId product(i % world_.table.n_products());
    return base_direct_[i] < 1.0 && world_.table.sector_is_goods[world_.axes().sector_of(product).index()];
  }
  // Paid on a route over the value at the gate: handling, and the duty on value and handling.
  [[nodiscard]] double charge_with(double arrival_duty) const {
    return settings_.handling_cost + (1.0 + settings_.handling_cost) * arrival_duty;
  }
  void start(RoutingState& routing) const;
  void choose(StepContext& context, std::size_t pair, std::size_t product);
  void limit_to_capacity(State& state) const;
  [[nodiscard]] double gate_money(const State& state, const Pair& pair, std::size_t product) const;
  [[nodiscard]] double weight_sum(const RoutingState& routing, std::size_t pair, std::size_t product) const;
  void set_terms(State& state, std::size_t pair, std::size_t product) const;
  void pay(StepContext& context, const Pair& pair, std::size_t product) const;
  void record_customs(State& state) const;
  void note_switches(StepContext& context) const;

  const World& world_;
  RoutingSettings settings_;
  const Diversion& diversion_;
  OriginRules rules_;
  std::vector<Pair> pairs_;
  std::vector<double> base_direct_;        // [pair][product] base share of the direct way
  std::vector<std::size_t> route_pair_;    // [route]
  std::vector<double> base_gate_;          // [destination][cell] base trade, million USD per year
  std::vector<double> capacity_;           // [hub][sector] million USD per year
  std::vector<double> base_arrival_duty_;  // [route][product]
  std::vector<double> arrival_duty_;       // [route][product] of this step
  std::vector<double> expected_fine_;      // [route] of this step
};

// Produce phase, after the orders are final.
class TransShipment : public Action {
 public:
  explicit TransShipment(Routing& routing) : routing_(routing) {}
  [[nodiscard]] Phase phase() const override { return Phase::produce; }
  [[nodiscard]] std::string_view name() const override { return "trans_shipment"; }
  [[nodiscard]] Access access() const override;
  void run(StepContext& context) override { routing_.settle(context); }

 private:
  Routing& routing_;
};

}  // namespace entrepot::models
