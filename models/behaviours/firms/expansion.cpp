#include "models/behaviours/firms/expansion.hpp"

#include <algorithm>
#include <numeric>

#include "models/behaviours/plants/guardrails.hpp"
#include "models/behaviours/plants/plant_growth.hpp"
#include "sim/core/math.hpp"

namespace entrepot::models {

namespace {

constexpr double months_of_memory = 12.0;
constexpr double log_band = 0.05;  // of utilisation around the base in which nothing is built or let go

}  // namespace

Expansion::Expansion(const World& world, const InvestmentSettings& settings, double base_utilisation)
    : world_(world), settings_(settings), base_utilisation_(base_utilisation), first_order_(1, 0) {
  for (std::size_t g = 0; g < world.table.n_groups(); ++g)
    first_order_.push_back(first_order_.back() + quarters_to_build(g));
}

std::size_t Expansion::quarters_to_build(std::size_t group) const {
  const double months =
      world_.table.sector_parameters[world_.axes().sector_of(GroupId(group)).index()].time_to_build_months;
  const double quarters = settings_.time_to_build_scale * months / months_per_quarter;
  return std::max<std::size_t>(1, static_cast<std::size_t>(quarters + 0.5));
}

double Expansion::log_subsidised(const StepContext& context, std::size_t group) const {
  if (!settings_.sites || context.levers.plant_wedge.empty()) return 0.0;
  const Axes axes = world_.axes();
  return std::min(0.0, context.levers.plant_wedge[axes.at(axes.region_of(GroupId(group)), GroupId(group))]);
}

// ln growth of capacity wanted beyond what is on order: above zero to be built, below to be let go.
double Expansion::wanted(const StepContext& context, std::size_t group) const {
  State& state = context.state;
  const double years = months_per_quarter / 12.0;
  const std::span<const double> ordered = orders(state, group);
  const double on_order = std::accumulate(ordered.begin(), ordered.end(), 0.0);
  const double gap = log64(std::max(state.expansion.smooth[group], 1e-6)) - on_order -
                     settings_.subsidy_response * log_subsidised(context, group);
  if (gap > log_band) {
    return std::min(settings_.expansion_rate * years * (gap - log_band), settings_.hub_growth * years);
  }
  if (gap < -log_band) {
    return std::max(settings_.expansion_rate * years * (gap + log_band), -settings_.depreciation * years);
  }
  return 0.0;
}

// What firms order at home while their own treasury pays a part of it: outlays and subsidies as for a plant.
void Expansion::take_subsidies(StepContext& context, const std::vector<double>& ordered) const {
  const Axes axes = world_.axes();
  State& state = context.state;
  for (std::size_t g = 0; g < ordered.size(); ++g) {
    const double left = log_subsidised(context, g);
    if (!(left < 0.0) || !(ordered[g] > 0.0)) continue;
    double output = 0.0;
    const std::uint16_t region = axes.region_of(GroupId(g)).get();
    for (std::uint32_t f = world_.group_first[g]; f < world_.group_first[g + 1]; ++f) {
      if (!state.firm_idle.empty() && state.firm_idle[f] != 0) continue;
      output += state.firm_capacity[f] * base_utilisation_;
      bind_by_guardrail(context, f, region);
    }
    const int months = months_per_quarter * static_cast<int>(quarters_to_build(g));
    const double total = world_.table.sector_parameters[axes.sector_of(GroupId(g)).index()].capital_output *
                         world_.table.plant_cost_in(region) * 12.0 * output * (exp64(ordered[g]) - 1.0) *
                         state.trend;
    state.investment.projects.push_back(
        {region, region, state.step + 1 + months, total / months, 1.0 - exp64(left), 0.0});
  }
}

// Capacity of every firm of the group that is at work.
void Expansion::set_ratio(State& state, std::size_t group, double ratio) const {
  state.group_capacity_ratio[group] = ratio;
  for (std::uint32_t f = world_.group_first[group]; f < world_.group_first[group + 1]; ++f) {
    if (!state.firm_idle.empty() && state.firm_idle[f] != 0) continue;
    state.firm_capacity[f] = firm_capacity(world_, state, f, base_utilisation_);
  }
}

Access Expansion::access() const {
  return {{"step", "trend", "group_utilisation", "firm_idle", "plant_growth.added", "levers.plant_wedge",
           "levers.guardrail"},
          {"expansion.*", "group_capacity_ratio", "firm_capacity", "investment.*"}};
}

void Expansion::run(StepContext& context) {
  State& state = context.state;
  std::vector<double>& smooth = state.expansion.smooth;
  smooth.resize(world_.table.n_groups(), 1.0);
  state.expansion.orders.resize(first_order_.back(), 0.0);
  std::vector<double> taken(smooth.size(), 0.0);
  const bool decide = context.step % months_per_quarter == months_per_quarter - 1;
  context.pool.for_each(smooth.size(), [&](std::size_t g) {
    if (world_.group_first[g] == world_.group_first[g + 1]) return;
    smooth[g] += (state.group_utilisation[g] / base_utilisation_ - smooth[g]) / months_of_memory;
    if (!decide) return;
    const double change = wanted(context, g);
    const std::span<double> ordered = orders(state, g);
    const double delivered = ordered.front() + std::min(change, 0.0);
    std::shift_left(ordered.begin(), ordered.end(), 1);
    ordered.back() = taken[g] = std::max(change, 0.0);
    if (delivered == 0.0) return;
    set_ratio(state, g, state.group_capacity_ratio[g] * exp64(delivered));
    // What was just added or let go is no longer missing or idle.
    smooth[g] *= exp64(-delivered);
  });
  take_subsidies(context, taken);
}

}  // namespace entrepot::models
