// Settle: wages, profits, duties and spending of every region in whole money units.
#pragma once

#include "sim/engine/action.hpp"

namespace entrepot::models {

class Subsidies;

// Firms: sales = inputs + duties + wages + profit, profit = (1 - 1/mu) sales, wages the residual. Where
// stocks are held, inputs are those used: purchases less the change of stocks at cost, which the region pays
// for as part of its spending (docs/decisions/0017-stocks.md). Households get wages, profits, duties
// and what re-routed goods pay for handling; duties are less what the treasury pays in subsidies
// (subsidies.hpp); subsidies on plants are capital transfers, so they are in no product, but in what their
// treasury pays. Closure `fixed` (model.md section 3, "settle"): budgets do not depend on income unless
// income_response > 0; the deficit of a region (spending - income) is a result, and the world's sum is 0.
class Settlement : public Action {
 public:
  explicit Settlement(const Subsidies& treasury) : treasury_(treasury) {}
  [[nodiscard]] Phase phase() const override { return Phase::settle; }
  [[nodiscard]] std::string_view name() const override { return "settlement"; }
  [[nodiscard]] Access access() const override;
  void run(StepContext& context) override;

 private:
  const Subsidies& treasury_;
};

// Profit of a firm in money units: (1 - 1/mu) sales, half to even.
[[nodiscard]] std::int64_t firm_profit(const World& world, const State& state, std::size_t group,
                                       std::size_t firm);
// Value added of a firm in money units: sales less the inputs used and the duties on them.
[[nodiscard]] std::int64_t firm_value_added(const State& state, std::size_t firm);

}  // namespace entrepot::models
