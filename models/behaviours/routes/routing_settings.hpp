// Settings of the block `routing` of `model:`.
#pragma once

namespace entrepot::models {

// Trans-shipment (model.md section 3, "route").
struct RoutingSettings {
  bool routes = false;
  double elasticity = 6.0;       // theta_r
  double adjustment = 0.2;       // part of the shippers that choose anew, per month
  double handling_cost = 0.05;   // mu_h, of the value at the gate
  double detection = 0.05;       // probability
  double fine = 0.2;             // of the customs value
  double capacity = 0.2;         // of the hub's base exports of the sector
  double transformation = 0.35;  // least share of the hub in the value of goods that count as its own
  double diversion = 0.1;        // part of the links under a ban that go on by way of hubs
  double switch_share = 0.1;     // share of a route at which taking it is an event
};

}  // namespace entrepot::models
