// Demand of households: the common trend and the final budgets of the closures.
#pragma once

#include <vector>

#include "models/behaviours/income/demand_settings.hpp"
#include "models/behaviours/income/settlement_settings.hpp"
#include "sim/engine/action.hpp"

namespace entrepot::models {

// Income is that of last step over its trend (model.md section 3, settle).
//   fixed, phillips:  B_n = B_n0 * trend * (1 + m (income / income0 - 1))
//   clearing:         B_n = trend * (w_n L_n0 + income other than wages + D_n0) - outlays abroad
// Income is national: profits received, not those made here; every subsidy, on plants too, is the treasury's
// cost, and what a foreign treasury pays a builder is his. Outlays are this step's, of plants being built by
// residents. Under clearing labour counts as fully employed, as in the solver's rule: where wages clear, this
// is income plus the base deficit D_n0 (nominal, in the numeraire of wages.hpp); on the way the deficit is a
// result. Levers::budget multiplies the result; what it adds is borrowed abroad.
class Demand : public Action {
 public:
  Demand(const World& world, const DemandSettings& demand, const SettlementSettings& settlement);
  [[nodiscard]] Phase phase() const override { return Phase::expect; }
  [[nodiscard]] std::string_view name() const override { return "demand"; }
  [[nodiscard]] Access access() const override;
  void run(StepContext& context) override;

 private:
  [[nodiscard]] double growth(const State& state, std::size_t region, double last_trend) const;
  [[nodiscard]] double growth_where_wages_clear(const State& state, std::size_t region,
                                                double last_trend) const;
  [[noreturn]] void refuse(const State& state, std::size_t region) const;  // a budget below zero

  const World& world_;
  DemandSettings demand_;
  SettlementSettings settlement_;
  std::vector<double> labour_;  // [region] at the base, million USD per year
};

}  // namespace entrepot::models
