#include "outputs/metrics/metric.hpp"

namespace entrepot {

Metric unmet_orders_metric() {
  return {"unmet_orders",
          "Orders to firms of the region returned as cash for want of capacity",
          "million USD per month",
          "model.md section 3, settle",
          "sum",
          {"region"},
          [](const MetricView& view, std::span<double> out) {
            for (std::size_t n = 0; n < out.size(); ++n) {
              const RegionAccount& account = view.state.account[n];
              out[n] = to_musd(view.world, account.unmet);
            }
          }};
}

}  // namespace entrepot
