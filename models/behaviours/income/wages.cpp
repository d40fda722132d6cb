#include "models/behaviours/income/wages.hpp"

#include <fmt/format.h>

#include <numeric>

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"

namespace entrepot::models {

std::vector<double> base_labour(const World& world) {
  const WorldTable& table = world.table;
  std::vector<double> labour(table.n_regions(), 0.0);
  for (const GroupId group : table.axes().groups()) {
    const std::size_t g = group.index();
    labour[table.axes().region_of(group).index()] +=
        world.accounts.labour_share[g] * table.output[g] / world.accounts.markup[g];
  }
  return labour;
}

Wages::Wages(const World& world, const SettlementSettings& settings)
    : world_(world), settings_(settings), labour_(base_labour(world)) {
  for (std::size_t n = 0; n < labour_.size(); ++n) {
    if (labour_[n] > 0.0) continue;
    throw InputError(Fault{{},
                           fmt::format("no labour income in {}", world.table.regions[n]),
                           "its wage has no labour market to follow",
                           "use closure: fixed, or give its output a labour share"});
  }
}

Access Wages::access() const { return {{"account", "trend"}, {"wage", "wages_clear"}}; }

void Wages::run(StepContext& context) {
  State& state = context.state;
  if (settings_.closure == WageClosure::phillips) {
    move(state, settings_.wage_slope / 12.0);
    return;
  }
  state.wages_clear = true;
  if (context.step % months_per_quarter != months_per_quarter - 1) return;
  move(state, settings_.wage_adjustment);
  keep_numeraire(state);
}

double Wages::gap(const State& state, std::size_t region) const {
  const double demand = static_cast<double>(state.account[region].wages) * 12.0 * world_.unit_musd;
  return demand / (state.wage[region] * labour_[region] * state.trend) - 1.0;
}

void Wages::move(State& state, double pace) const {
  for (std::size_t n = 0; n < labour_.size(); ++n) state.wage[n] *= exp64(pace * gap(state, n));
}

void Wages::keep_numeraire(State& state) const {
  double bill = 0.0;
  for (std::size_t n = 0; n < labour_.size(); ++n) bill += state.wage[n] * labour_[n];
  const double scale = std::accumulate(labour_.begin(), labour_.end(), 0.0) / bill;
  for (double& wage : state.wage) wage *= scale;
}

}  // namespace entrepot::models
