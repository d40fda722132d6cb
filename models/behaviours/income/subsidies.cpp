#include "models/behaviours/income/subsidies.hpp"

#include <algorithm>

#include "sim/core/math.hpp"
#include "sim/world/state/buyers.hpp"

namespace entrepot {

namespace {}

double output_subsidy(const StepContext& context, std::size_t group, std::uint32_t firm) {
  const double always = Levers::value(context.levers.output_subsidy, group);
  const std::vector<float>& by_clause = context.state.firm_content_subsidy;
  return by_clause.empty() ? always : std::min(most_paid, always + static_cast<double>(by_clause[firm]));
}

Access Subsidies::access() const {
  return {{"slot_*", "nest_scale", "firm_log_price", "firm_cost", "firm_sales", "budget_factor",
           "capital_spending", "stocks.*", "sites.*", "levers.output_subsidy", "levers.contents",
           "levers.credit"},
          {"firm_content_subsidy", "firm_inputs", "account", "stocks.final_bought"}};
}

void Subsidies::run(StepContext& context) {
  paid_.assign(world_.table.n_regions(), 0);
  State& state = context.state;
  state.firm_content_subsidy.clear();
  for (const ContentTerms& clause : context.levers.contents) {
    if (clause.rate > 0.0) apply_clause(context, clause);
  }
  if (!context.levers.output_subsidy.empty() || !state.firm_content_subsidy.empty()) pay_producers(context);
  ordering_.pay_credits(context, paid_);
}

// Local content: sales less inputs from elsewhere, over sales. What a firm adds itself is local where it
// stands.
void Subsidies::apply_clause(StepContext& context, const ContentTerms& clause) {
  State& state = context.state;
  state.firm_content_subsidy.resize(state.firm_sales.size(), 0.0F);
  ordering_.sum_foreign_inputs(context, clause, foreign_inputs_);
  for (const std::uint32_t group : clause.groups) {
    for_each_firm(world_, state, group, [&](std::uint32_t f) {
      const auto sales = static_cast<double>(state.firm_sales[f].money);
      const double content = sales > 0.0 ? 1.0 - static_cast<double>(foreign_inputs_[f]) / sales : 1.0;
      if (content >= clause.least) state.firm_content_subsidy[f] += static_cast<float>(clause.rate);
    });
  }
}

void Subsidies::pay_producers(StepContext& context) {
  State& state = context.state;
  std::vector<std::int64_t> by_group(world_.table.n_groups(), 0);
  context.pool.for_each(by_group.size(), [&](std::size_t g) {
    if (state.firm_content_subsidy.empty() && !(context.levers.output_subsidy[g] > 0.0)) return;
    for_each_firm(world_, state, g, [&](std::uint32_t f) {
      const double rate = output_subsidy(context, g, f) / world_.accounts.markup[g];
      if (!(rate > 0.0)) return;
      const double cost =
          static_cast<double>(state.firm_cost[f]) * static_cast<double>(state.firm_sales[f].goods);
      const std::int64_t subsidy = round_half_even(rate * cost);
      state.firm_inputs[f].duty -= subsidy;
      by_group[g] += subsidy;
    });
  });
  for (std::size_t g = 0; g < by_group.size(); ++g) paid_[g / world_.table.n_sectors()] += by_group[g];
}

}  // namespace entrepot
