#include <algorithm>
#include <limits>

#include "outputs/metrics/metric.hpp"

namespace entrepot {

Metric real_income_metric() {
  return {
      "real_income",
      "Final spending over its price, base = 1; missing where wages are fixed: welfare is then not available",
      "1",
      "model.md section 4: budget over consumer price, wages clear and all income is spent",
      "mean",
      {"region"},
      nullptr,
      [](const EquilibriumView& view, std::span<double> out) {
        std::fill(out.begin(), out.end(), std::numeric_limits<double>::quiet_NaN());
        if (!view.solution.real_income) return;
        std::copy(view.solution.real_income->begin(), view.solution.real_income->end(), out.begin());
      }};
}

}  // namespace entrepot
