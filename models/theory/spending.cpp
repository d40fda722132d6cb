#include "models/theory/spending.hpp"

#include <algorithm>
#include <cmath>

#include "models/theory/equilibrium_check.hpp"

namespace entrepot::theory {

namespace {

constexpr double spending_rounding = 1e-12;

void split_spending(const EquilibriumInput& in, const std::vector<double>& duty,
                    const std::vector<double>& value_share, SpendingCoefficients& out) {
  out.seller.assign(in.markets() * in.sectors * in.regions, 0.0);
  out.treasury.assign(in.markets() * in.sectors, 0.0);
  for (std::size_t m = 0; m < in.markets(); ++m) {
    for (std::size_t g = 0; g < in.products(); ++g) {
      const std::size_t nest = m * in.sectors + in.product_sector[g];
      const double* share = &value_share[(m * in.products() + g) * in.regions];
      for (std::size_t i = 0; i < in.regions; ++i) {
        if (share[i] <= 0.0) continue;
        const double rate = duty[in.link(in.market_region[m], i, g)];
        const double basic = share[i] / (1.0 + rate);
        out.seller[nest * in.regions + i] += basic;
        out.treasury[nest] += rate * basic;
      }
    }
  }
}

// Hands a group's profit to its owners abroad.
void share_profit(const EquilibriumInput& in, std::size_t group, double profit, Accounts& a) {
  if (in.profit_abroad.empty()) return;
  for (std::size_t owner = 0; owner < in.regions; ++owner) {
    const double part = in.profit_abroad[group * in.regions + owner] * profit;
    a.abroad[group / in.sectors] -= part;
    a.abroad[owner] += part;
  }
}

// Adds the budgets' and the groups' spending by market; duties follow from spending.
void spend(const EquilibriumInput& in, const SpendingCoefficients& at, const BudgetRule& rule, Accounts& a) {
  std::fill(a.spending.begin(), a.spending.end(), 0.0);
  std::fill(a.labour.begin(), a.labour.end(), 0.0);
  std::fill(a.profit.begin(), a.profit.end(), 0.0);
  std::fill(a.abroad.begin(), a.abroad.end(), 0.0);
  std::fill(a.duties.begin(), a.duties.end(), 0.0);
  for (std::size_t group = 0; group < in.groups(); ++group) {
    const double output = a.output[group];
    double* bought = &a.spending[in.group_market[group] * in.sectors];
    for (std::size_t k = 0; k < in.sectors; ++k) bought[k] += at.inputs[group * in.sectors + k] * output;
    a.labour[group / in.sectors] += at.labour[group] * output;
    a.profit[group / in.sectors] += at.profit[group] * output;
    share_profit(in, group, at.profit[group] * output, a);
  }
  for (std::size_t nest = 0; nest < a.spending.size(); ++nest) {
    a.duties[in.market_region[nest / in.sectors]] += at.treasury[nest] * a.spending[nest];
  }
  for (std::size_t n = 0; n < in.regions; ++n) {
    const std::size_t first = in.final_market[n] * in.sectors;
    double rate = 0.0;  // duty per unit of final budget: it comes back as income
    for (std::size_t k = 0; k < in.sectors; ++k)
      rate += at.treasury[first + k] * in.budget_share[n * in.sectors + k];
    const double income = (rule.labour_counts ? a.labour[n] : 0.0) + a.profit[n] + a.abroad[n] + a.duties[n];
    a.budget[n] = (rule.constant[n] + rule.slope[n] * income) / (1.0 - rule.slope[n] * rate);
    a.duties[n] += rate * a.budget[n];
    for (std::size_t k = 0; k < in.sectors; ++k) {
      a.spending[first + k] += in.budget_share[n * in.sectors + k] * a.budget[n];
    }
  }
}

// Output from spending; returns the largest relative change and its group.
double sell(const EquilibriumInput& in, const SpendingCoefficients& at, Accounts& a, std::size_t& worst) {
  std::vector<double> next(in.groups(), 0.0);
  for (std::size_t nest = 0; nest < a.spending.size(); ++nest) {
    const std::size_t sector = nest % in.sectors;
    for (std::size_t i = 0; i < in.regions; ++i) {
      next[i * in.sectors + sector] += at.seller[nest * in.regions + i] * a.spending[nest];
    }
  }
  double largest = 0.0;
  for (std::size_t group = 0; group < next.size(); ++group) {
    const double change = std::abs(next[group] - a.output[group]);
    if (change <= largest * std::abs(next[group])) continue;
    largest = next[group] == 0.0 ? 1.0 : change / std::abs(next[group]);
    worst = group;
  }
  a.output = std::move(next);
  return largest;
}

}  // namespace

SpendingCoefficients spending_coefficients(const EquilibriumInput& input, const std::vector<double>& duty,
                                           const PricePoint& at) {
  SpendingCoefficients out;
  split_spending(input, duty, at.value_share, out);
  out.inputs.assign(input.groups() * input.sectors, 0.0);
  out.labour.assign(input.groups(), 0.0);
  out.profit.assign(input.groups(), 0.0);
  const double labour_power = 1.0 - input.labour_elasticity;
  const double input_power = 1.0 - input.input_elasticity;
  for (std::size_t group = 0; group < input.groups(); ++group) {
    const double cost = 1.0 / input.markup[group];  // of output
    const double beta = input.labour_share[group];
    const double log_inputs = at.log_inputs[group];
    const double labour =
        beta * std::exp(labour_power * (at.log_wage[group / input.sectors] - at.log_cost[group]));
    const double inputs = (1.0 - beta) * std::exp(labour_power * (log_inputs - at.log_cost[group]));
    // labour + inputs = 1 up to the price residual; dividing keeps the accounts exact.
    out.labour[group] = cost * labour / (labour + inputs);
    out.profit[group] = 1.0 - cost;
    const double* prices = &at.log_sector[input.group_market[group] * input.sectors];
    for (std::size_t k = 0; k < input.sectors; ++k) {
      out.inputs[group * input.sectors + k] = cost * inputs / (labour + inputs) *
                                              input.input_share[group * input.sectors + k] *
                                              std::exp(input_power * (prices[k] - log_inputs));
    }
  }
  return out;
}

void solve_spending(const EquilibriumInput& input, const SpendingCoefficients& at, const BudgetRule& rule,
                    const EquilibriumOptions& options, Accounts& accounts) {
  accounts.spending.resize(input.markets() * input.sectors);
  accounts.output.resize(input.groups(), 0.0);
  for (auto* by_region :
       {&accounts.labour, &accounts.profit, &accounts.abroad, &accounts.duties, &accounts.budget}) {
    by_region->resize(input.regions);
  }
  std::size_t worst = 0;
  double before = 0.0;
  int stalled = 0;
  for (int i = 1; i <= options.spending_iterations; ++i) {
    spend(input, at, rule, accounts);
    accounts.residual = sell(input, at, accounts, worst);
    const bool settled = accounts.residual <= options.spending_tolerance;
    stalled = accounts.residual < before ? 0 : stalled + 1;
    before = accounts.residual;
    if (!settled && !(stalled >= 3 && accounts.residual <= spending_rounding)) continue;
    spend(input, at, rule, accounts);
    return;
  }
  throw NoEquilibrium("spending",
                      "money circulates without end: more income is spent than leaks out of the circuit",
                      options.spending_iterations, accounts.residual, group_name(input, worst));
}

}  // namespace entrepot::theory
