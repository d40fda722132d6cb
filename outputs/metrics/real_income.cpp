#include <algorithm>
#include <limits>

#include "outputs/metrics/parts/welfare.hpp"

namespace entrepot::outputs {

Metric real_income_metric() {
  return may_be_missing(
      {"real_income",
       "Final spending of households over its price and the demand trend, base = 1; missing where wages do "
       "not clear: welfare is then not available",
       "1",
       "model.md section 4: budget over consumer price, wages clear and all income is spent; what plants "
       "under "
       "construction take is left out",
       "mean",
       {"region"},
       [](const MetricView& view, std::span<double> out) {
         std::ranges::fill(out, std::numeric_limits<double>::quiet_NaN());
         if (!view.state.wages_clear) return;
         for (const RegionId n : view.world.axes().regions()) {
           const double base = view.world.accounts.budget[n.index()] * view.state.trend / 12.0;
           out[n.index()] = household_spending(view, n) / base / final_price(view, n);
         }
       },
       [](const EquilibriumView& view, std::span<double> out) {
         std::fill(out.begin(), out.end(), std::numeric_limits<double>::quiet_NaN());
         if (!view.solution.real_income) return;
         std::copy(view.solution.real_income->begin(), view.solution.real_income->end(), out.begin());
       }});
}

}  // namespace entrepot::outputs
