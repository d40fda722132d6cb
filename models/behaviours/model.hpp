// The numbers that the behaviours of firms and countries use.
// Keys, units, ranges and sources: models/behaviours/settings.cpp (what a scenario's `model:` may hold).
#pragma once

#include "sim/world/world.hpp"

namespace entrepot {

struct SourcingSettings {
  double trade_elasticity_scale = 0.45;
  double hazard_scale = 0.5;
  double home_elasticity = 0.5;
  double gap_hazard = 3.0;
  double gap_scale = 0.1;
  double capacity_attraction = 0.7;
  double value_exponent = 0.35;
  double turnover = 0.8;
  bool two_tiers = true;
  bool frechet_match = false;
  bool tastes_last = true;
  bool resourcing = true;
  bool every_step = false;  // every slot has a cross-origin event in every step
};

struct OrderingSettings {
  double short_run_sigma = 0.4;
  bool sigma_from_column = false;
  double input_elasticity = 0.3;
  double value_added_elasticity = 0.5;
};

struct PricingSettings {
  bool own = false;
  double adjustment = 0.3;
  double markup = 1.1;
  double utilisation_exponent = 0.1;
};

struct ProductionSettings {
  double utilisation = 0.82;
  bool capacity = true;
  bool pool_by_product = false;  // spare capacity of other products of the sector takes no orders
};

struct DemandSettings {
  double growth = 1.0;
  Month growth_from{2017, 1};
  Month growth_until{2022, 12};
};

enum class WageClosure { fixed, clearing, phillips };

struct SettlementSettings {
  WageClosure closure = WageClosure::fixed;
  double income_response = 0.0;
  double wage_adjustment = 0.1;  // clearing: per quarter
  double wage_slope = 0.4;       // phillips: per year
};

// Plants abroad (model.md section 5).
struct InvestmentSettings {
  bool sites = false;
  bool follow = true;           // suppliers open sites where their customers moved
  bool resource_inputs = true;  // slots a site copied from its parent are re-sourced like any other
  double weighing_rate = 0.32;
  double follow_rate = 0.1;
  double site_elasticity = 8.0;
  double cost_premium = 0.03;
  double local_cost_share = 0.3;
  double proximity_gain = 0.1;
  double smallest_move = 0.01;
  double plant_hazard = 3.0;
  double sunk_share = 0.1;
  double scrap_share = 0.1;
  double discount_rate = 0.08;
  double depreciation = 0.06;
  double persistence = 1.0;
  bool announced_terms = true;  // expectations: announced; else static
  double uncertainty_premium = 0.0;
  double uncertainty_weight = 0.0;  // omega: premium per ln point that terms have moved lately
  double cost_dispersion = 0.8;
  bool lasting_costs = false;  // a firm's draw of the sunk cost stays; else a new one with every project
  double ramp_months = 12.0;
  double hub_growth = 0.33;
  double time_to_build_scale = 1.0;
  bool expansion = false;  // capacity of home firms follows their orders
  double expansion_rate = 0.5;
  bool sites_attract = false;  // plants abroad count in the local capacity that attracts
};

// Firms that give up and come back (docs/decisions/0019-entry-and-exit.md).
struct EntryExitSettings {
  bool active = false;
  double exit_below = 0.8;  // profit over the base
  double margin = 0.1;      // over a firm's threshold at which it comes back
  double rate = 0.5;        // per year
};

// Technology (model.md section 7): learning by doing, diffusion, research.
struct LearningSettings {
  bool active = false;         // learning by doing
  double rate = 0.05;          // b: ln cost per ln experience
  double depreciation = 0.15;  // per year
  bool diffusion = false;
  double diffusion_rate = 0.1;  // alpha, per year
  double gap_scale = 0.5;
  double pass_through = 0.25;  // part of diffusion's and research's gains that lowers unit cost
  bool research = false;
  double research_response = 0.49;
  double research_lag_months = 12.0;
  double research_elasticity = 0.08;
  double research_depreciation = 0.15;  // per year
  double listed_loss = 0.099;
};

// Stocks of goods and buying ahead of announced terms (model.md section 6).
struct StockpilingSettings {
  bool stocks = false;
  double days_scale = 1.0;
  double retail_scale = 1.0;
  double adjustment_months = 3.0;  // tau
  double smoothing_months = 6.0;
  bool critical_inputs = true;
  bool front_loading = true;
  int lead_months = 6;
  double holding_cost = 0.02;  // per month
  double most_ahead = 2.0;     // bound of the raised target over the normal one
};

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
  double switch_share = 0.1;     // share of a route at which taking it is an event
};

struct ModelSettings {
  RoutingSettings routing;
  SourcingSettings sourcing;
  OrderingSettings ordering;
  PricingSettings pricing;
  ProductionSettings production;
  DemandSettings demand;
  SettlementSettings settlement;
  InvestmentSettings investment;
  EntryExitSettings entry_exit;
  LearningSettings learning;
  StockpilingSettings stockpiling;
};

// Demand factor of a month: linear from 1 before `growth_from` to `growth` in `growth_until`, then flat.
[[nodiscard]] double demand_trend(const DemandSettings& demand, Month month);

// Short-run substitution sigma between the slots of a nest of one input sector; exactly 1 = Cobb-Douglas.
[[nodiscard]] double slot_sigma(const OrderingSettings& ordering, const WorldTable& table,
                                std::size_t sector);

// Trade elasticity of one sector as used (literature value times the scale).
[[nodiscard]] double trade_elasticity(const SourcingSettings& sourcing, const WorldTable& table,
                                      std::size_t sector);

}  // namespace entrepot
