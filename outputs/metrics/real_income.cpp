#include <algorithm>
#include <limits>

#include "outputs/metrics/metric.hpp"
#include "sim/core/math.hpp"

namespace entrepot::outputs {

namespace {

// Households' final spending of the step over that of the base at the trend, deflated by the region's nest
// prices.
double deflated_spending(const MetricView& view, std::size_t n) {
  const std::size_t sectors = view.world.table.n_sectors();
  const BaseAccounts& base = view.world.accounts;
  double log_price = 0.0;
  for (std::size_t g = n * sectors; g < (n + 1) * sectors; ++g) {
    log_price += base.budget_share[g] * log64(view.state.nest_price_final[g]);
  }
  const RegionAccount& account = view.state.account[n];
  const double spending = to_musd(view.world, account.final_spending - account.building) * 12.0;
  return spending / (base.budget[n] * view.state.trend) / exp64(log_price);
}

}  // namespace

Metric real_income_metric() {
  return {
      "real_income",
      "Final spending of households over its price and the demand trend, base = 1; missing where wages do "
      "not clear: welfare is then not available",
      "1",
      "model.md section 4: budget over consumer price, wages clear and all income is spent; what plants "
      "under "
      "construction take is left out",
      "mean",
      {"region"},
      [](const MetricView& view, std::span<double> out) {
        for (std::size_t n = 0; n < out.size(); ++n) {
          out[n] =
              view.state.wages_clear ? deflated_spending(view, n) : std::numeric_limits<double>::quiet_NaN();
        }
      },
      [](const EquilibriumView& view, std::span<double> out) {
        std::fill(out.begin(), out.end(), std::numeric_limits<double>::quiet_NaN());
        if (!view.solution.real_income) return;
        std::copy(view.solution.real_income->begin(), view.solution.real_income->end(), out.begin());
      }};
}

}  // namespace entrepot::outputs
