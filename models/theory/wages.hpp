// Wages that clear regional labour markets: equation (6) of model.md 4. Anderson acceleration of damped
// tatonnement; where that stalls Newton with a finite-difference Jacobian and line search; then a plain walk.
#pragma once

#include <functional>
#include <vector>

#include "models/theory/equilibrium_types.hpp"

namespace entrepot::theory {

// Relative excess demand for labour by region at log wages. May throw NoEquilibrium where no accounts exist.
using ExcessDemand = std::function<std::vector<double>(const std::vector<double>& log_wage)>;

struct WageResult {
  std::vector<double> log_wage;  // [region], sum of wage * labour = sum of labour
  std::vector<double> excess;    // at log_wage
  double residual = 0.0;         // largest |excess|
  int evaluations = 0;
};

// labour0 [region] > 0 is base labour income; world labour income stays constant (the numeraire). Returns the
// best point found; the caller compares `residual` with the tolerance.
[[nodiscard]] WageResult clear_labour(const std::vector<double>& labour0, double damping,
                                      const EquilibriumOptions& options, const ExcessDemand& excess);

}  // namespace entrepot::theory
