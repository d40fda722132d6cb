#include "models/behaviours/income/demand.hpp"

#include <fmt/format.h>

#include "models/behaviours/income/wages.hpp"
#include "sim/core/error.hpp"

namespace entrepot::models {

Demand::Demand(const World& world, const DemandSettings& demand, const SettlementSettings& settlement)
    : world_(world), demand_(demand), settlement_(settlement), labour_(base_labour(world)) {}

// Budget over base budget and trend, minus 1.
double Demand::growth(const State& state, std::size_t region, double last_trend) const {
  if (!(settlement_.income_response > 0.0 && world_.accounts.income[region] > 0.0)) return 0.0;
  const RegionAccount& account = state.account[region];
  const double income =
      static_cast<double>(national_income(account) - account.plant_subsidies) * 12.0 * world_.unit_musd;
  return settlement_.income_response * (income / (world_.accounts.income[region] * last_trend) - 1.0);
}

double Demand::growth_where_wages_clear(const State& state, std::size_t region, double last_trend) const {
  const RegionAccount& account = state.account[region];
  const std::int64_t earned = national_income(account) - account.wages;
  const std::int64_t transfers = account.plant_subsidies_received - account.plant_subsidies_paid;
  const double other =
      static_cast<double>(earned + transfers - account.outlays) * 12.0 * world_.unit_musd / last_trend;
  const double budget = state.wage[region] * labour_[region] + other + world_.accounts.deficit[region];
  return budget / world_.accounts.budget[region] - 1.0;
}

void Demand::refuse(const State& state, std::size_t region) const {
  const std::string& name = world_.table.regions[region];
  throw RunError(state.account[region].duties < 0
                     ? fmt::format("{} must pay more subsidies and transfers than its income: lower their "
                                   "rates, or use income_response: 0 with closure: fixed or phillips",
                                   name)
                     : fmt::format("{} must transfer abroad more than its income: its base surplus is kept "
                                   "where wages clear; use closure: fixed or phillips",
                                   name));
}

Access Demand::access() const {
  return {{"account", "wage", "levers.budget"}, {"trend", "budget_factor", "firm_shipped"}};
}

void Demand::run(StepContext& context) {
  State& state = context.state;
  const double last_trend = state.trend;
  state.trend = demand_trend(demand_, context.month);
  if (context.step == 0) {
    // A run that starts on a grown world starts with grown plans.
    for (double& planned : state.firm_shipped) planned *= state.trend;
  }
  const bool clearing = settlement_.closure == WageClosure::clearing;
  for (std::size_t n = 0; n < state.budget_factor.size(); ++n) {
    const bool settled = context.step > 0 && world_.accounts.budget[n] > 0.0;
    const double more = !settled   ? 0.0
                        : clearing ? growth_where_wages_clear(state, n, last_trend)
                                   : growth(state, n, last_trend);
    if (1.0 + more < 0.0) refuse(state, n);
    state.budget_factor[n] = state.trend * (1.0 + more) * Levers::value(context.levers.budget, n, 1.0);
  }
}

}  // namespace entrepot::models
