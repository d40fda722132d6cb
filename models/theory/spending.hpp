// Spending, duties, income and output given prices and wages: equations (4) and (5) of model.md 4, linear.
#pragma once

#include <vector>

#include "models/theory/unit_costs.hpp"

namespace entrepot::theory {

// Money coefficients at given prices.
struct SpendingCoefficients {
  std::vector<double> seller;  // [market][sector][origin] of spending, received by the origin (basic prices)
  std::vector<double> treasury;  // [market][sector] of spending, duty
  std::vector<double> inputs;    // [group][sector] of output, spent on inputs (purchaser prices)
  std::vector<double> labour;    // [group] of output
  std::vector<double> profit;    // [group] of output
};

// `duty` is the level in money: [destination][origin][product].
[[nodiscard]] SpendingCoefficients spending_coefficients(const EquilibriumInput& input,
                                                         const std::vector<double>& duty,
                                                         const PricePoint& at);

// Final budget B_n = constant_n + slope_n * (part of income): all income under fixed wages, profit and duties
// under clearing, where labour income w L is in the constant.
struct BudgetRule {
  std::vector<double> constant;  // [region]
  std::vector<double> slope;     // [region]
  bool labour_counts = true;     // labour income is in the part of income the slope applies to
};

struct Accounts {
  std::vector<double> output;    // [group]; also the start of the iteration when not empty
  std::vector<double> spending;  // [market][sector]
  std::vector<double> labour;    // [region] paid by groups
  std::vector<double> profit;    // [region] made there
  std::vector<double> abroad;    // [region] profits received from abroad less those paid abroad
  std::vector<double> duties;    // [region]
  std::vector<double> budget;    // [region]
  double residual = 0.0;         // largest relative change of an output in the last iteration
};

// Iterates output = seller * spending(output) from accounts.output to its fixed point. Throws NoEquilibrium.
void solve_spending(const EquilibriumInput& input, const SpendingCoefficients& at, const BudgetRule& rule,
                    const EquilibriumOptions& options, Accounts& accounts);

}  // namespace entrepot::theory
