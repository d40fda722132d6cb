#include "outputs/metrics/metric.hpp"

namespace entrepot {

Metric profits_metric() {
  return {"profits",
          "Profits",
          "million USD per month",
          "model.md section 3, settle",
          "sum",
          {"region"},
          [](const MetricView& view, std::span<double> out) {
            for (std::size_t n = 0; n < out.size(); ++n) {
              const RegionAccount& account = view.state.account[n];
              out[n] = to_musd(view.world, account.profits);
            }
          }};
}

}  // namespace entrepot
