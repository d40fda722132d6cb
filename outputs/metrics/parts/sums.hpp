// Sums over firms and accounts, shared by the metrics of output and income.
#pragma once

#include <span>

#include "outputs/metrics/metric.hpp"
#include "sim/world/state/buyers.hpp"

namespace entrepot::outputs {

// out [region][sector] = sum over the group's firms of take(firm), a money amount, in million USD.
template <class Take>
void sum_firms(const MetricView& view, std::span<double> out, const Take& take) {
  for (std::size_t g = 0; g < out.size(); ++g) {
    std::int64_t sum = 0;
    for_each_firm(view.world, view.state, g, [&](std::uint32_t f) { sum += take(f); });
    out[g] = to_musd(view.world, sum);
  }
}

// Value added of a firm, money units: sales less the inputs used and the duties on them (model.md section 3,
// settle).
[[nodiscard]] inline std::int64_t value_added_of(const State& state, std::uint32_t f) {
  const std::int64_t stocked = state.stocks.on() ? state.stocks.firm_change[f] : 0;
  return state.firm_sales[f].money - (state.firm_inputs[f].money + state.firm_inputs[f].duty - stocked);
}

// out [region] = take(account), a money amount, in million USD.
template <class Take>
void read_accounts(const MetricView& view, std::span<double> out, const Take& take) {
  for (std::size_t n = 0; n < out.size(); ++n) out[n] = to_musd(view.world, take(view.state.account[n]));
}

// Value added of a region and taxes less subsidies on products.
[[nodiscard]] inline std::int64_t domestic_product(const RegionAccount& account) {
  return account.wages + account.profits + account.duties + account.handling;
}

// out = an annual flow of the solution, in million USD of the month.
inline void read_annual(const EquilibriumView& view, const std::vector<double>& annual,
                        std::span<double> out) {
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = annual[i] * view.months_money;
}

}  // namespace entrepot::outputs
