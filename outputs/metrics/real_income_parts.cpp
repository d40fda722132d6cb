#include <algorithm>
#include <limits>

#include "outputs/metrics/parts/flows.hpp"
#include "outputs/metrics/parts/labour.hpp"
#include "outputs/metrics/parts/sums.hpp"
#include "outputs/metrics/parts/welfare.hpp"

namespace entrepot::outputs {

using namespace theory;

namespace {

// Prices paid in the step: what was sold over its goods. Posted ones are already those of the next step.
std::vector<double> prices_paid(const MetricView& view) {
  std::vector<double> price(view.world.table.n_groups());
  std::vector<double> goods(price.size());
  sum_firms(view, price, [&](std::uint32_t f) { return view.state.firm_sales[f].money; });
  sum_firms(view, goods, [&](std::uint32_t f) { return view.state.firm_sales[f].goods; });
  for (std::size_t g = 0; g < price.size(); ++g) price[g] = goods[g] > 0.0 ? price[g] / goods[g] : 1.0;
  return price;
}

IncomeAccounts accounts_of(const MetricView& view) {
  const Axes axes = view.world.axes();
  IncomeAccounts now;
  now.trend = view.state.trend;
  for (const Flow& flow : view.state.flow) {
    now.trade.push_back(to_musd(view.world, flow.money));
    now.duty.push_back(to_musd(view.world, flow.duty));
  }
  now.price = prices_paid(view);
  now.wage = view.state.wage;
  const std::vector<double> labour = labour_demanded(view, LabourUnit::cost);
  for (const RegionId n : axes.regions()) {
    now.product.push_back(to_musd(view.world, domestic_product(view.state.account[n.index()])));
    now.spending.push_back(household_spending(view, n));
    now.living.push_back(final_price(view, n));
    double demanded = 0.0;
    for (const GroupId group : axes.groups_of(n)) demanded += labour[group.index()];
    now.labour_pay.push_back(demanded * now.wage[n.index()]);
  }
  return now;
}

IncomeAccounts accounts_of(const EquilibriumView& view) {
  const EquilibriumSolution& at = view.solution;
  IncomeAccounts now;
  now.trend = view.months_money * 12.0;
  const auto trade = flow_of(view, at.trade);
  const auto duty = flow_of(view, at.duty_paid);
  for (const FlowId flow : view.table.axes().flows()) {
    now.trade.push_back(trade(flow));
    now.duty.push_back(duty(flow));
  }
  now.price = at.unit_cost;
  now.living = at.consumer_price;
  now.wage = at.wage;
  for (std::size_t n = 0; n < at.budget.size(); ++n) {
    now.product.push_back((at.labour_income[n] + at.profit[n] + at.duties[n]) * view.months_money);
    now.spending.push_back(at.budget[n] * view.months_money);
    now.labour_pay.push_back(at.labour_income[n] * view.months_money);
  }
  return now;
}

}  // namespace

Metric real_income_parts_metric() {
  return may_be_missing(
      {"real_income_parts",
       "Real income less that of the base at the demand trend, by what moved it: the parts add up to it; "
       "missing where wages do not clear",
       "million USD of the base year per month",
       "Terms of trade and volume of trade (duties) of Caliendo and Parro 2015, labour demanded, income "
       "from abroad; efficiency is the rest (outputs/metrics/parts/welfare.hpp)",
       "sum",
       {"region", "part"},
       [](const MetricView& view, std::span<double> out) {
         std::ranges::fill(out, std::numeric_limits<double>::quiet_NaN());
         if (view.state.wages_clear)
           write_income_parts(view.world.table, view.world.accounts, accounts_of(view), out);
       },
       [](const EquilibriumView& view, std::span<double> out) {
         std::ranges::fill(out, std::numeric_limits<double>::quiet_NaN());
         if (view.solution.real_income) write_income_parts(view.table, view.accounts, accounts_of(view), out);
       }});
}

}  // namespace entrepot::outputs
