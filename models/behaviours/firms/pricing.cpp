#include "models/behaviours/firms/pricing.hpp"

#include <algorithm>

#include "models/behaviours/income/subsidies.hpp"
#include "sim/core/math.hpp"
#include "sim/world/state/buyers.hpp"

namespace entrepot::models {

Access Pricing::access() const {
  return {{"firm_cost", "firm_capacity", "firm_sales", "firm_content_subsidy", "group_utilisation", "sites.*",
           "levers.output_subsidy"},
          {"firm_log_price", "group_cost", "group_price"}};
}

void Pricing::run(StepContext& context) {
  State& state = context.state;
  const std::vector<float>& clause = state.firm_content_subsidy;
  if (std::any_of(clause.begin(), clause.end(), [](float rate) { return rate > 0.0F; }))
    state.firm_log_price.resize(state.firm_sales.size(), 0.0F);
  context.pool.for_each(world_.table.n_groups(), [&](std::size_t g) {
    if (world_.group_first[g] < world_.group_first[g + 1]) price_group(context, g);
  });
}

// Under `index` prices differ within a group where some of its firms meet a clause on content, or lately did.
bool Pricing::firms_differ(const State& state, std::size_t g) const {
  if (settings_.pricing == PriceRule::own) return true;
  if (state.firm_log_price.empty()) return false;
  const std::vector<float>& clause = state.firm_content_subsidy;
  bool differ = false;
  for_each_firm(world_, state, g, [&](std::uint32_t f) {
    differ = differ || state.firm_log_price[f] != 0.0F || (!clause.empty() && clause[f] > 0.0F);
  });
  return differ;
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
  double utilisation_term = 1.0;
  if (settings_.utilisation_exponent > 0.0)
    utilisation_term = pow64(relative, settings_.utilisation_exponent);
  if (firms_differ(state, g)) {
    price_firms(context, g, utilisation_term);
    return;
  }
  const double over_cost = (1.0 - Levers::value(context.levers.output_subsidy, g)) * utilisation_term;
  state.group_price[g] += settings_.adjustment * (state.group_cost[g] * over_cost - state.group_price[g]);
}

// On a firm's own cost, or on the group's mean less what the firm is paid.
void Pricing::price_firms(StepContext& context, std::size_t g, double utilisation_term) const {
  State& state = context.state;
  const double group_before = state.group_price[g];
  std::vector<double> price;
  double sum = 0.0;
  double weight = 0.0;
  for_each_firm(world_, state, g, [&](std::uint32_t f) {
    double p = group_before * exp64(static_cast<double>(state.firm_log_price[f]));
    const double cost =
        settings_.pricing == PriceRule::own ? static_cast<double>(state.firm_cost[f]) : state.group_cost[g];
    const double over_cost = (1.0 - output_subsidy(context, g, f)) * utilisation_term;
    p += settings_.adjustment * (cost * over_cost - p);
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

}  // namespace entrepot::models
