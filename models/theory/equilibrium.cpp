#include "models/theory/equilibrium.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/theory/equilibrium_check.hpp"
#include "models/theory/equilibrium_report.hpp"
#include "models/theory/wages.hpp"

namespace entrepot::theory {

namespace {

BaseState solve_base(const EquilibriumInput& in, const EquilibriumOptions& options) {
  PricePoint at{std::vector<double>(in.regions), std::vector<double>(in.groups()),
                std::vector<double>(in.groups()), std::vector<double>(in.markets() * in.sectors),
                in.origin_share};
  for (std::size_t i = 0; i < at.value_share.size(); ++i)
    at.value_share[i] *= in.product_share[i / in.regions];
  BaseState base;
  const BudgetRule rule{in.budget, std::vector<double>(in.regions, 0.0), true};
  solve_spending(in, spending_coefficients(in, in.base_duty, at), rule, options, base.accounts);
  base.income = income_of(base.accounts);
  for (std::size_t n = 0; n < in.regions; ++n) base.deficit.push_back(in.budget[n] - base.income[n]);
  return base;
}

class Solver {
 public:
  Solver(const EquilibriumInput& input, const EquilibriumOptions& options)
      : input_(input),
        options_(options),
        base_(solve_base(input, options)),
        costs_(input),
        log_wage_(input.regions, 0.0),
        log_cost_(input.groups(), 0.0) {
    accounts_.output = base_.accounts.output;
  }

  EquilibriumSolution run() {
    if (input_.closure == Closure::clearing) {
      clear();
    } else {
      settle(log_wage_, fixed_rule());
    }
    check_budgets();
    return report();
  }

 private:
  void settle(const std::vector<double>& log_wage, const BudgetRule& rule) {
    costs_.solve(log_wage, options_, log_cost_);
    point_ = costs_.point(log_wage, log_cost_);
    solve_spending(input_, spending_coefficients(input_, input_.duty, point_), rule, options_, accounts_);
  }

  // B_n = B_n0 (1 + m (income / income0 - 1)).
  [[nodiscard]] BudgetRule fixed_rule() const {
    BudgetRule rule{input_.budget, std::vector<double>(input_.regions, 0.0), true};
    const double response = input_.income_response;
    for (std::size_t n = 0; n < input_.regions; ++n) {
      if (base_.income[n] <= 0.0) continue;
      rule.constant[n] *= 1.0 - response;
      rule.slope[n] = response * input_.budget[n] / base_.income[n];
    }
    return rule;
  }

  // B_n = w_n L_n + profit + duties + D_n0.
  [[nodiscard]] BudgetRule clearing_rule(const std::vector<double>& log_wage) const {
    BudgetRule rule{base_.deficit, std::vector<double>(input_.regions, 1.0), false};
    for (std::size_t n = 0; n < input_.regions; ++n) {
      rule.constant[n] += std::exp(log_wage[n]) * base_.accounts.labour[n];
    }
    return rule;
  }

  [[nodiscard]] std::vector<double> excess_demand(const std::vector<double>& log_wage) {
    const std::vector<double> last_cost = log_cost_;
    const std::vector<double> last_output = accounts_.output;
    try {
      settle(log_wage, clearing_rule(log_wage));
    } catch (const NoEquilibrium&) {  // a trial too far: the search shortens its step
      if (wage_evaluations_ == 0) throw;
      log_cost_ = last_cost;
      accounts_.output = last_output;
      return std::vector<double>(input_.regions, std::numeric_limits<double>::infinity());
    }
    ++wage_evaluations_;
    std::vector<double> excess(input_.regions);
    for (std::size_t n = 0; n < input_.regions; ++n) {
      const double supply = std::exp(log_wage[n]) * base_.accounts.labour[n];
      excess[n] = 2.0 * (accounts_.labour[n] - supply) / (std::abs(accounts_.labour[n]) + supply);
    }
    return excess;
  }

  // Labour demand falls with the wage by about 1 + theta times the traded share: start near the inverse.
  [[nodiscard]] double damping() const {
    return 1.0 /
           (1.0 + 0.5 * std::accumulate(input_.trade_elasticity.begin(), input_.trade_elasticity.end(), 0.0) /
                      static_cast<double>(input_.sectors));
  }

  void clear() {
    for (std::size_t n = 0; n < input_.regions; ++n) {
      if (base_.accounts.labour[n] > 0.0) continue;
      throw InputError(Fault{{},
                             "no labour income in " + region_name(input_, n),
                             "its wage cannot clear",
                             "use the fixed closure or give its output a labour share"});
    }
    const WageResult wages =
        clear_labour(base_.accounts.labour, damping(), options_,
                     [&](const std::vector<double>& log_wage) { return excess_demand(log_wage); });
    if (wages.residual > options_.wage_tolerance) {
      const auto worst = std::max_element(wages.excess.begin(), wages.excess.end(),
                                          [](double a, double b) { return std::abs(a) < std::abs(b); });
      throw NoEquilibrium("wages", "labour markets do not clear", wages.evaluations, wages.residual,
                          region_name(input_, static_cast<std::size_t>(worst - wages.excess.begin())));
    }
    log_wage_ = wages.log_wage;
    wage_steps_ = wages.evaluations;
    const std::vector<double> excess = excess_demand(log_wage_);
    for (const double value : excess) wage_residual_ = std::max(wage_residual_, std::abs(value));
  }

  void check_budgets() const {
    for (std::size_t n = 0; n < input_.regions; ++n) {
      if (accounts_.budget[n] >= 0.0) continue;
      throw NoEquilibrium("budgets",
                          "a region must transfer abroad more than its income (its base surplus is kept)",
                          wage_steps_, accounts_.budget[n], region_name(input_, n));
    }
  }

  [[nodiscard]] EquilibriumSolution report() const {
    EquilibriumSolution out = report_state({input_, base_, costs_, point_, accounts_});
    out.wage_steps = wage_steps_;
    out.wage_residual = wage_residual_;
    return out;
  }

  const EquilibriumInput& input_;
  const EquilibriumOptions& options_;
  BaseState base_;
  CostSolver costs_;
  std::vector<double> log_wage_;
  std::vector<double> log_cost_;
  PricePoint point_;
  Accounts accounts_;
  int wage_evaluations_ = 0;
  int wage_steps_ = 0;
  double wage_residual_ = 0.0;
};

}  // namespace

EquilibriumSolution solve_equilibrium(EquilibriumInput input, const EquilibriumOptions& options) {
  check_and_normalise(input);
  return Solver(input, options).run();
}

}  // namespace entrepot::theory
