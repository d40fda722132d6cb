#include "models/behaviours/pricing.hpp"

#include <algorithm>

#include "models/behaviours/subsidies.hpp"
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
  double by_clause = 0.0;  // cost that subsidies with a clause pay
  const std::vector<float>& clause = state.firm_content_subsidy;
  for_each_firm(world_, state, g, [&](std::uint32_t f) {
    const double output = output_weight(state, f);
    cost += output * static_cast<double>(state.firm_cost[f]);
    weight += output;
    if (!clause.empty() && clause[f] > 0.0F)
      by_clause += output * static_cast<double>(state.firm_cost[f]) *
                   (output_subsidy(context, g, f) - Levers::value(context.levers.output_subsidy, g));
  });
  state.group_cost[g] = cost / weight;
  const double relative = std::max(state.group_utilisation[g] / base_utilisation_, 1e-6);
  double utilisation_term = 1.0;
  if (settings_.utilisation_exponent > 0.0)
    utilisation_term = pow64(relative, settings_.utilisation_exponent);
  if (settings_.own) {
    price_firms(context, g, utilisation_term);
    return;
  }
  const double subsidised =
      Levers::value(context.levers.output_subsidy, g) + (by_clause > 0.0 ? by_clause / cost : 0.0);
  const double over_cost = (1.0 - subsidised) * utilisation_term;
  state.group_price[g] += settings_.adjustment * (state.group_cost[g] * over_cost - state.group_price[g]);
}

void Pricing::price_firms(StepContext& context, std::size_t g, double utilisation_term) const {
  State& state = context.state;
  const double group_before = state.group_price[g];
  std::vector<double> price;
  double sum = 0.0;
  double weight = 0.0;
  for_each_firm(world_, state, g, [&](std::uint32_t f) {
    double p = group_before * exp64(static_cast<double>(state.firm_log_price[f]));
    const double over_cost = (1.0 - output_subsidy(context, g, f)) * utilisation_term;
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
