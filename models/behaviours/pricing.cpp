#include "models/behaviours/pricing.hpp"

#include <algorithm>

#include "sim/core/math.hpp"

namespace entrepot {

void Pricing::run(StepContext& context) {
  State& state = context.state;
  context.pool.for_each(world_.table.n_groups(), [&](std::size_t g) {
    if (world_.group_first[g] < world_.group_first[g + 1]) price_group(state, g);
  });
}

void Pricing::price_group(State& state, std::size_t g) const {
  double cost = 0.0;
  double weight = 0.0;
  for (std::uint32_t f = world_.group_first[g]; f < world_.group_first[g + 1]; ++f) {
    cost += world_.firm_output[f] * static_cast<double>(state.firm_cost[f]);
    weight += world_.firm_output[f];
  }
  state.group_cost[g] = cost / weight;
  const double relative = std::max(state.group_utilisation[g] / base_utilisation_, 1e-6);
  const double utilisation_term =
      settings_.utilisation_exponent > 0.0 ? pow64(relative, settings_.utilisation_exponent) : 1.0;
  if (settings_.own) {
    price_firms(state, g, utilisation_term);
  } else {
    state.group_price[g] +=
        settings_.adjustment * (state.group_cost[g] * utilisation_term - state.group_price[g]);
  }
}

void Pricing::price_firms(State& state, std::size_t g, double utilisation_term) const {
  const double group_before = state.group_price[g];
  std::vector<double> price;
  double sum = 0.0;
  double weight = 0.0;
  for (std::uint32_t f = world_.group_first[g]; f < world_.group_first[g + 1]; ++f) {
    double p = group_before * exp64(static_cast<double>(state.firm_log_price[f]));
    p += settings_.adjustment * (static_cast<double>(state.firm_cost[f]) * utilisation_term - p);
    price.push_back(p);
    sum += world_.firm_output[f] * p;
    weight += world_.firm_output[f];
  }
  state.group_price[g] = sum / weight;
  for (std::size_t i = 0; i < price.size(); ++i) {
    state.firm_log_price[world_.group_first[g] + i] =
        static_cast<float>(log64(price[i] / state.group_price[g]));
  }
}

}  // namespace entrepot
