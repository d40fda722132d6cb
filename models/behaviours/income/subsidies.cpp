#include "models/behaviours/income/subsidies.hpp"

#include <algorithm>
#include <atomic>

#include "sim/core/math.hpp"
#include "sim/world/state/buyers.hpp"

namespace entrepot::models {

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
  if (!context.levers.credit.empty()) pay_buyers(context);
}

// Local content: sales less inputs from elsewhere, over sales. What a firm adds itself is local where it
// stands.
void Subsidies::apply_clause(StepContext& context, const ContentTerms& clause) {
  State& state = context.state;
  state.firm_content_subsidy.resize(state.firm_sales.size(), 0.0F);
  sum_foreign_inputs(context, clause);
  for (const std::uint32_t group : clause.groups) {
    for_each_firm(world_, state, group, [&](std::uint32_t f) {
      const auto sales = static_cast<double>(state.firm_sales[f].money);
      const double content = sales > 0.0 ? 1.0 - static_cast<double>(foreign_inputs_[f]) / sales : 1.0;
      if (content >= clause.least) state.firm_content_subsidy[f] += static_cast<float>(clause.rate);
    });
  }
}

void Subsidies::sum_foreign_inputs(StepContext& context, const ContentTerms& clause) {
  const Axes axes = world_.axes();
  foreign_inputs_.assign(context.state.firm_sales.size(), 0);
  std::vector<std::uint8_t> concerned(axes.n_groups(), 0);
  for (const std::uint32_t group : clause.groups) concerned[group] = 1;
  const PlacedOrders orders = ordering_.placed(context);
  orders.for_each_part([&](const PlacedOrders::Part& part) {
    if (part.firms == nullptr || concerned[axes.group(part.region, part.sector).index()] == 0) return;
    orders.for_each_purchase(part, [&](const Purchase& purchase) {
      if (clause.local[axes.region_of(purchase.seller).index()] == 0)
        foreign_inputs_[part.buyer(purchase.slot)] += purchase.money;
    });
  });
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
  for (const GroupId g : world_.axes().groups())
    paid_[world_.axes().region_of(g).index()] += by_group[g.index()];
}

// Sums by part first, then one atomic addition per nest: integers, so the order of work does not matter.
void Subsidies::pay_buyers(StepContext& context) {
  State& state = context.state;
  const Axes axes = world_.axes();
  std::vector<std::int64_t> credits(axes.n_groups(), 0);  // [final nest]
  const PlacedOrders orders = ordering_.placed(context);
  orders.for_each_part([&](const PlacedOrders::Part& part) {
    if (part.final_use == nullptr) return;
    std::int64_t sum = 0;
    orders.for_each_purchase(part, [&](const Purchase& purchase) {
      const double credit = context.levers.credit[axes.flow(part.region, purchase.cell).index()];
      sum += round_half_even(static_cast<double>(purchase.money + purchase.duty()) * credit);
    });
    std::atomic_ref(credits[part.final_use->nest]).fetch_add(sum, std::memory_order_relaxed);
  });
  for (const GroupId nest : axes.groups()) {
    const std::int64_t credit = credits[nest.index()];
    paid_[axes.region_of(nest).index()] += credit;
    state.account[axes.region_of(nest).index()].final_spending -= credit;
    if (state.stocks.on()) state.stocks.final_bought[nest.index()] -= credit;
  }
}

}  // namespace entrepot::models
