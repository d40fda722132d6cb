#include "models/behaviours/pricing.hpp"

#include <algorithm>

#include "sim/core/math.hpp"
#include "sim/world/buyers.hpp"

namespace entrepot {

void Pricing::run(StepContext& context) {
  context.pool.for_each(world_.table.n_groups(), [&](std::size_t g) {
    if (world_.group_first[g] < world_.group_first[g + 1]) price_group(context, g);
  });
}

void Pricing::price_group(StepContext& context, std::size_t g) const {
  State& state = context.state;
  double cost = 0.0;
  double weight = 0.0;
  for_each_firm(world_, state, g, [&](std::uint32_t f) {
    const double output = output_weight(state, f);
    cost += output * static_cast<double>(state.firm_cost[f]);
    weight += output;
  });
  state.group_cost[g] = cost / weight;
  const double relative = std::max(state.group_utilisation[g] / base_utilisation_, 1e-6);
  double over_cost = 1.0 - Levers::value(context.levers.output_subsidy, g);
  if (settings_.utilisation_exponent > 0.0) over_cost *= pow64(relative, settings_.utilisation_exponent);
  if (settings_.own) {
    price_firms(state, g, over_cost);
  } else {
    state.group_price[g] += settings_.adjustment * (state.group_cost[g] * over_cost - state.group_price[g]);
  }
}

void Pricing::price_firms(State& state, std::size_t g, double over_cost) const {
  const double group_before = state.group_price[g];
  std::vector<double> price;
  double sum = 0.0;
  double weight = 0.0;
  for_each_firm(world_, state, g, [&](std::uint32_t f) {
    double p = group_before * exp64(static_cast<double>(state.firm_log_price[f]));
    p += settings_.adjustment * (static_cast<double>(state.firm_cost[f]) * over_cost - p);
    price.push_back(p);
    const double output = output_weight(state, f);
    sum += output * p;
    weight += output;
  });
  state.group_price[g] = sum / weight;
  std::size_t i = 0;
  for_each_firm(world_, state, g, [&](std::uint32_t f) {
    state.firm_log_price[f] = static_cast<float>(log64(price[i++] / state.group_price[g]));
  });
}

// What a firm weighs in the mean of its group: base output, million USD per year; of a site, what its
// capacity can make at base utilisation.
double Pricing::output_weight(const State& state, std::uint32_t firm) const {
  if (firm < world_.n_firms()) return world_.firm_output[firm];
  return state.firm_capacity[firm] * base_utilisation_ * 12.0 * world_.unit_musd;
}

}  // namespace entrepot
