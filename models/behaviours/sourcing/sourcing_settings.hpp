// Settings of the block `sourcing` of `model:`.
#pragma once

#include <cstddef>

#include "sim/world/table.hpp"

namespace entrepot::models {

enum class Tiers { two, one };              // first home or abroad, then the origin; or all origins at once
enum class MatchQuality { none, frechet };  // its dispersion between links
enum class Tastes { lasting, redrawn };  // a slot's clocks in the race of origins stay, or are new each time
enum class SourcingEvents { hazards, every_step };  // by the two clocks, or every slot in every step

struct SourcingSettings {
  double trade_elasticity_scale = 0.45;  // on the sectors' theta
  double hazard_scale = 0.5;             // on the sectors' lambda
  double home_elasticity = 0.5;          // eta
  double gap_hazard = 3.0;               // lambda_1, per year
  double gap_scale = 0.1;                // g0, in ln delivered cost
  double capacity_attraction = 0.7;      // nu
  double value_exponent = 0.35;          // fall of both clocks with slot value
  double turnover = 0.8;                 // per year
  Tiers tiers = Tiers::two;
  MatchQuality match = MatchQuality::none;
  Tastes tastes = Tastes::lasting;
  bool resourcing = true;
  bool enterprises = false;  // buyers choose the nationality of an enterprise, and it the place
  SourcingEvents events = SourcingEvents::hazards;
};

// Trade elasticity of one sector as used (literature value times the scale).
[[nodiscard]] double trade_elasticity(const SourcingSettings& sourcing, const WorldTable& table,
                                      std::size_t sector);

}  // namespace entrepot::models
