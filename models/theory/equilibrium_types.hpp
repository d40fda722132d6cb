// What an equilibrium is asked for and what it answers (solver: equilibrium.hpp).
// Knows no table and no file: plain vectors in, plain vectors out. All arrays are row-major.
//
// A market is a set of buyers with the same origin shares; each has a region, a region may have several. With
// one market per region (`one_market_per_region`) every user and the household of a region share one mix.
//
// Hats are new over base; base prices and wages are 1. Money is in the unit of `budget`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/error.hpp"

namespace entrepot::theory {

enum class Closure {
  fixed,     // wages fixed, final budgets fixed up to `income_response`; the trade balance is a result
  clearing,  // wages clear regional labour, all income is spent, the base deficit is kept; allows welfare
};

struct EquilibriumInput {
  std::size_t regions = 0;
  std::size_t sectors = 0;
  std::vector<std::size_t> product_sector;  // [product] ascending
  std::vector<std::size_t> market_region;   // [market]
  std::vector<std::size_t> group_market;    // [group] where (region, sector) buys its inputs
  std::vector<std::size_t> final_market;    // [region] where the household buys

  std::vector<double>
      origin_share;  // pi0 [market][product][origin], purchaser prices, sums to 1 over origins
  std::vector<double> product_share;  // mu [market][product], purchaser prices, sums to 1 inside a sector
  std::vector<double> input_share;    // gamma [group][sector] of spending on inputs, purchaser prices
  std::vector<double> labour_share;   // beta [group] labour over cost, labour / (X / markup)
  std::vector<double> markup;         // [group] >= 1
  std::vector<double> profit_abroad;  // [group][region] part of the group's profit that owners there receive,
                                      // the group's own region left out; empty = none leaves
  std::vector<double> budget_share;   // alpha [region][sector], purchaser prices
  std::vector<double> budget;         // B_n0 [region], money at purchaser prices

  std::vector<double> base_duty;     // t0 [destination][origin][product], fraction
  std::vector<double> duty;          // t, same shape; infinite = prohibitive, counts as a ban
  std::vector<double> iceberg;       // change of real trade cost, same shape; empty = 1; infinite = a ban
  std::vector<double> choice_wedge;  // enters choices, costs no cash, same shape; empty = 1
  std::vector<std::uint8_t> banned;  // same shape; empty = none

  std::vector<double> trade_elasticity;  // theta [sector], between origins
  std::vector<double> home_elasticity;   // eta [sector], domestic against imported; empty = one tier
  std::vector<double> nest_elasticity;   // sigma [sector], between products of a nest; 1 = Cobb-Douglas
  double input_elasticity = 1.0;         // eM, between input sectors
  double labour_elasticity = 1.0;        // e, labour against inputs

  Closure closure = Closure::fixed;
  double income_response = 0.0;  // m of the fixed closure, 0..1; clearing always spends all income

  std::vector<std::string> region_names;  // for messages; empty = numbers
  std::vector<std::string> sector_names;
  std::vector<std::string> product_names;

  [[nodiscard]] std::size_t products() const { return product_sector.size(); }
  [[nodiscard]] std::size_t markets() const { return market_region.size(); }
  [[nodiscard]] std::size_t groups() const { return regions * sectors; }
  [[nodiscard]] std::size_t link(std::size_t destination, std::size_t origin, std::size_t product) const {
    return (destination * regions + origin) * products() + product;
  }
  // Fills market_region, group_market and final_market.
  void one_market_per_region();
};

struct EquilibriumOptions {
  double price_tolerance = 1e-14;     // largest |change of ln unit cost| in the last iteration
  double spending_tolerance = 1e-14;  // largest relative change of an output in the last iteration
  double wage_tolerance = 1e-11;      // largest relative excess demand for labour
  int price_iterations = 20000;
  int spending_iterations = 20000;
  int wage_iterations = 300;
};

// How far the computed unit costs can be from the exact ones (Banach), in logs.
struct PriceCertificate {
  double modulus = 0.0;  // rho of the price map in the sup norm
  bool modulus_is_global =
      false;                // true: holds for all prices (Cobb-Douglas labour, no choice wedge); false:
                            // holds in a ball around the solution that contains the fixed point (CES),
                            // or only at the solution (choice wedges): then `bound` is an estimate
  double residual = 0.0;    // r, last step of the iteration
  double first_step = 0.0;  // first step of the iteration
  int iterations = 0;
  double bound = 0.0;         // a posteriori, rho r / (1 - rho): |ln p - exact| <= bound, rounding aside
  double bound_before = 0.0;  // a priori, rho^iterations first_step / (1 - rho)
};

struct EquilibriumSolution {
  std::vector<double> origin_share;  // pi' [market][product][origin], shares of slots (of value: no wedges)
  std::vector<double>
      value_share;           // [market][product][origin] of spending on the sector, sums to 1 over a sector
  std::vector<double> wage;  // hat [region]
  std::vector<double> unit_cost;       // hat [group]; also of the basic price, markups being constant
  std::vector<double> product_price;   // hat [market][product], choice index of the product
  std::vector<double> sector_price;    // hat [market][sector], cash price of the nest
  std::vector<double> consumer_price;  // hat [region], budget shares as weights, no distribution margin

  std::vector<double> output;       // [group] money at basic prices
  std::vector<double> value_added;  // [group] labour income and profit
  std::vector<double> spending;     // X' [market][sector] money at purchaser prices
  std::vector<double> trade;        // [origin][destination][product] money at basic prices
  std::vector<double> duty_paid;    // [origin][destination][product] money

  std::vector<double> labour_income;  // [region] money
  std::vector<double> profit;         // [region] money
  std::vector<double> duties;         // [region] money
  std::vector<double> income;         // [region] labour + profit + duties + profits received - paid abroad
  std::vector<double> budget;         // [region] final spending
  std::vector<double> deficit;        // [region] budget - income, sums to 0
  std::optional<std::vector<double>> real_income;  // hat [region] of budget / consumer_price; absent (not
                                                   // available) under fixed wages

  std::vector<double> base_output;   // [group] at the base duties
  std::vector<double> base_income;   // [region]
  std::vector<double> base_deficit;  // [region]

  PriceCertificate certificate;
  int wage_steps = 0;              // evaluations of excess demand; 0 under fixed wages
  double wage_residual = 0.0;      // largest relative excess demand for labour
  double spending_residual = 0.0;  // largest relative change of an output in the last iteration
  double world_gap = 0.0;          // |sum of deficits| / world income
  std::size_t banned_links = 0;    // links with a base share that were closed by a ban or an infinite term
};

// The equilibrium could not be found; the input itself is well formed. Exit code 4.
class NoEquilibrium : public RunError {
 public:
  NoEquilibrium(const std::string& stage, const std::string& why, int iterations, double residual,
                const std::string& worst);
  [[nodiscard]] int iterations() const { return iterations_; }
  [[nodiscard]] double residual() const { return residual_; }
  [[nodiscard]] const std::string& worst() const { return worst_; }  // the cell or region

 private:
  int iterations_;
  double residual_;
  std::string worst_;
};

}  // namespace entrepot::theory
