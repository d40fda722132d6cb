#include "outputs/metrics/parts/sums.hpp"

namespace entrepot::outputs {

Metric wages_metric() {
  return {"wages",
          "Wages, the residual of sales",
          "million USD per month",
          "model.md section 3, settle",
          "sum",
          {"region"},
          [](const MetricView& view, std::span<double> out) {
            read_accounts(view, out, [](const RegionAccount& account) { return account.wages; });
          },
          [](const EquilibriumView& view, std::span<double> out) {
            read_annual(view, view.solution.labour_income, out);
          }};
}

}  // namespace entrepot::outputs
