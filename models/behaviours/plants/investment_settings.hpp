// Settings of the block `investment` of `model:`.
#pragma once

namespace entrepot::models {

// What a firm that weighs a plant reckons with: terms announced for later years too, or those of today.
enum class Expectations { announced, today };
// A firm's draw of the sunk cost: new with every project, or the same as long as it lives.
enum class CostDraws { redrawn, lasting };

// Plants abroad (model.md section 5).
struct InvestmentSettings {
  bool sites = false;
  bool follow = true;             // suppliers open sites where their customers moved
  bool resource_inputs = true;    // slots a site copied from its parent are re-sourced like any other
  double weighing_rate = 0.32;    // per year
  double site_elasticity = 8.0;   // theta_s
  double local_elasticity = 1.5;  // theta_h
  double distance_exponent = 0.4;
  double cost_premium = 0.03;     // of unit cost over the parent's
  double local_cost_share = 0.3;  // of unit cost
  double proximity_gain = 0.1;    // of delivered cost
  double qualification_months = 6.0;
  double fixed_cost = 8.0;      // million USD, of a plant with K/Y of 1 that takes a year to build
  double sunk_share = 0.1;      // of a plant's cost
  double scrap_share = 0.1;     // of a plant's cost
  double discount_rate = 0.08;  // per year
  double depreciation = 0.06;   // per year
  double persistence = 1.0;     // probability that terms stay
  Expectations expectations = Expectations::announced;
  double uncertainty_premium = 0.0;  // on the sunk cost
  double uncertainty_weight = 0.0;   // omega: premium per ln point that terms have moved lately
  double cost_dispersion = 0.8;      // standard deviation of ln sunk cost
  CostDraws cost_draws = CostDraws::redrawn;
  double ramp_months = 12.0;
  double hub_growth = 0.33;  // of a host's sector, per year
  double time_to_build_scale = 1.0;
  bool expansion = false;         // capacity of home firms follows their orders
  double expansion_rate = 0.5;    // of the gap in utilisation, per year
  double subsidy_response = 0.5;  // ln capacity wanted at home per ln that a subsidy takes off its cost
  bool sites_attract = true;      // plants abroad count in the local capacity that attracts
};

}  // namespace entrepot::models
