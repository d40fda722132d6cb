#include "models/theory/equilibrium_report.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/theory/equilibrium_check.hpp"

namespace entrepot::theory {

namespace {

std::vector<double> exponentials(const std::vector<double>& logs) {
  std::vector<double> values(logs.size());
  std::transform(logs.begin(), logs.end(), values.begin(), [](double log) { return std::exp(log); });
  return values;
}

double total(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

void report_prices(const SettledState& at, EquilibriumSolution& out) {
  out.origin_share = at.costs.indices().origin_share;
  out.value_share = at.point.value_share;
  out.wage = exponentials(at.point.log_wage);
  out.unit_cost = exponentials(at.point.log_cost);
  out.product_price = exponentials(at.costs.indices().log_choice);
  out.sector_price = exponentials(at.point.log_sector);
  out.consumer_price.assign(at.input.regions, 0.0);
  for (std::size_t n = 0; n < at.input.regions; ++n) {
    double log_price = 0.0;
    for (std::size_t k = 0; k < at.input.sectors; ++k) {
      log_price += at.input.budget_share[n * at.input.sectors + k] *
                   at.point.log_sector[at.input.final_market[n] * at.input.sectors + k];
    }
    out.consumer_price[n] = std::exp(log_price);
  }
}

void report_accounts(const SettledState& at, EquilibriumSolution& out) {
  out.output = at.accounts.output;
  const SpendingCoefficients shares = spending_coefficients(at.input, at.input.duty, at.point);
  for (std::size_t group = 0; group < out.output.size(); ++group)
    out.value_added.push_back((shares.labour[group] + shares.profit[group]) * out.output[group]);
  out.spending = at.accounts.spending;
  out.labour_income = at.accounts.labour;
  out.profit = at.accounts.profit;
  out.duties = at.accounts.duties;
  out.income = income_of(at.accounts);
  out.budget = at.accounts.budget;
  for (std::size_t n = 0; n < at.input.regions; ++n) out.deficit.push_back(out.budget[n] - out.income[n]);
  out.base_output = at.base.accounts.output;
  out.base_income = at.base.income;
  out.base_deficit = at.base.deficit;
  if (at.input.closure != Closure::clearing) return;
  out.real_income.emplace();
  for (std::size_t n = 0; n < at.input.regions; ++n) {
    out.real_income->push_back(out.budget[n] / at.input.budget[n] / out.consumer_price[n]);
  }
}

void report_trade(const SettledState& at, EquilibriumSolution& out) {
  const std::size_t products = at.input.products();
  out.trade.assign(at.input.regions * at.input.regions * products, 0.0);
  out.duty_paid = out.trade;
  for (std::size_t m = 0; m < at.input.markets(); ++m) {
    const std::size_t n = at.input.market_region[m];
    for (std::size_t g = 0; g < products; ++g) {
      const double spent = at.accounts.spending[m * at.input.sectors + at.input.product_sector[g]];
      for (std::size_t i = 0; i < at.input.regions; ++i) {
        const double share = at.point.value_share[(m * products + g) * at.input.regions + i];
        if (share <= 0.0) continue;
        const double rate = at.input.duty[at.input.link(n, i, g)];
        const std::size_t cell = (i * at.input.regions + n) * products + g;
        out.trade[cell] += spent * share / (1.0 + rate);
        out.duty_paid[cell] += spent * share / (1.0 + rate) * rate;
      }
    }
  }
}

void report_quality(const SettledState& at, EquilibriumSolution& out) {
  out.certificate = at.costs.certificate(at.point.log_wage);
  out.spending_residual = at.accounts.residual;
  out.world_gap = std::abs(total(out.deficit)) / total(out.income);
  for (std::size_t m = 0; m < at.input.markets(); ++m) {
    for (std::size_t g = 0; g < at.input.products(); ++g) {
      if (at.input.product_share[m * at.input.products() + g] <= 0.0) continue;
      for (std::size_t i = 0; i < at.input.regions; ++i) {
        const bool used = at.input.origin_share[(m * at.input.products() + g) * at.input.regions + i] > 0.0;
        if (used && is_closed(at.input, at.input.link(at.input.market_region[m], i, g))) ++out.banned_links;
      }
    }
  }
}

}  // namespace

std::vector<double> income_of(const Accounts& accounts) {
  std::vector<double> income(accounts.labour);
  for (std::size_t n = 0; n < income.size(); ++n)
    income[n] += accounts.profit[n] + accounts.abroad[n] + accounts.duties[n];
  return income;
}

EquilibriumSolution report_state(const SettledState& state) {
  EquilibriumSolution out;
  report_prices(state, out);
  report_accounts(state, out);
  report_trade(state, out);
  report_quality(state, out);
  return out;
}

}  // namespace entrepot::theory
