#include "models/behaviours/demand.hpp"

namespace entrepot {

void Demand::run(StepContext& context) {
  State& state = context.state;
  const double last_trend = state.trend;
  state.trend = demand_trend(demand_, context.month);
  if (context.step == 0) {
    // A run that starts on a grown world starts with grown plans.
    for (double& planned : state.firm_shipped) planned *= state.trend;
  }
  for (std::size_t n = 0; n < state.budget_factor.size(); ++n) {
    double growth = 0.0;
    if (settlement_.income_response > 0.0 && context.step > 0 && context.world.accounts.income[n] > 0.0) {
      const RegionAccount& account = state.account[n];
      const double income = static_cast<double>(account.wages + account.profits + account.duties) * 12.0 *
                            context.world.unit_musd;
      growth = income / (context.world.accounts.income[n] * last_trend) - 1.0;
    }
    state.budget_factor[n] = state.trend * (1.0 + settlement_.income_response * growth);
  }
}

}  // namespace entrepot
