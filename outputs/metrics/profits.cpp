#include "outputs/metrics/parts/sums.hpp"

namespace entrepot::outputs {

Metric profits_metric() {
  return {"profits",
          "Profits",
          "million USD per month",
          "model.md section 3, settle",
          "sum",
          {"region"},
          [](const MetricView& view, std::span<double> out) {
            read_accounts(view, out, [](const RegionAccount& account) { return account.profits; });
          },
          [](const EquilibriumView& view, std::span<double> out) {
            read_annual(view, view.solution.profit, out);
          }};
}

}  // namespace entrepot::outputs
