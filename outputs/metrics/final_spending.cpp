#include "outputs/metrics/parts/sums.hpp"

namespace entrepot::outputs {

Metric final_spending_metric() {
  return {"final_spending",
          "Final spending at purchaser prices, without what credits pay",
          "million USD per month",
          "model.md section 3, settle",
          "sum",
          {"region"},
          [](const MetricView& view, std::span<double> out) {
            read_accounts(view, out, [](const RegionAccount& account) { return account.final_spending; });
          },
          [](const EquilibriumView& view, std::span<double> out) {
            read_annual(view, view.solution.budget, out);
          }};
}

}  // namespace entrepot::outputs
