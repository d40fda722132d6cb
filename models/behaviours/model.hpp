// The behaviours of firms and countries as one list of actions, and the numbers they use.
// Keys, units, ranges and sources: models/behaviours/settings.cpp (what a scenario's `model:` may hold).
#pragma once

#include "sim/engine/action.hpp"

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

struct ModelSettings {
  SourcingSettings sourcing;
  OrderingSettings ordering;
  PricingSettings pricing;
  ProductionSettings production;
  DemandSettings demand;
  SettlementSettings settlement;
};

// Demand factor of a month: linear from 1 before `growth_from` to `growth` in `growth_until`, then flat.
[[nodiscard]] double demand_trend(const DemandSettings& demand, Month month);

// Short-run substitution sigma between the slots of a nest of one input sector; exactly 1 = Cobb-Douglas.
[[nodiscard]] double slot_sigma(const OrderingSettings& ordering, const WorldTable& table,
                                std::size_t sector);

// Trade elasticity of one sector as used (literature value times the scale).
[[nodiscard]] double trade_elasticity(const SourcingSettings& sourcing, const WorldTable& table,
                                      std::size_t sector);

// All actions of the default model, ready for a Simulation. `world` must outlive them.
[[nodiscard]] ActionList make_actions(const World& world, const ModelSettings& settings);

}  // namespace entrepot
