#include "outputs/metrics/metric.hpp"

namespace entrepot {

Metric final_spending_metric() {
  return {"final_spending",
          "Final spending at purchaser prices",
          "million USD per month",
          "model.md section 3, settle",
          "sum",
          {"region"},
          [](const MetricView& view, std::span<double> out) {
            for (std::size_t n = 0; n < out.size(); ++n) {
              const RegionAccount& account = view.state.account[n];
              out[n] = to_musd(view.world, account.final_spending);
            }
          }};
}

}  // namespace entrepot
