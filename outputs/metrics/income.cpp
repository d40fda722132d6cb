#include "outputs/metrics/parts/sums.hpp"

namespace entrepot::outputs {

Metric income_metric() {
  return {
      "income",
      "Income of households: wages, profits, duties less the subsidies of their treasury, and handling of "
      "re-routed goods",
      "million USD per month",
      "model.md section 3, settle",
      "sum",
      {"region"},
      read_earnings,
      [](const EquilibriumView& view, std::span<double> out) {
        read_annual(view, view.solution.income, out);
      }};
}

}  // namespace entrepot::outputs
