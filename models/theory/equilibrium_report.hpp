// From the solver's state to the numbers users read.
#pragma once

#include <vector>

#include "models/theory/spending.hpp"

namespace entrepot::theory {

// The base recomputed from budgets and shares, so that an unchanged world gives hats of 1 to rounding.
struct BaseState {
  Accounts accounts;
  std::vector<double> income;   // [region]
  std::vector<double> deficit;  // [region] budget - income
};

struct SettledState {
  const EquilibriumInput& input;
  const BaseState& base;
  const CostSolver& costs;
  const PricePoint& point;
  const Accounts& accounts;
};

[[nodiscard]] std::vector<double> income_of(const Accounts& accounts);  // [region]

// Everything but the record of the wage search.
[[nodiscard]] EquilibriumSolution report_state(const SettledState& state);

}  // namespace entrepot::theory
