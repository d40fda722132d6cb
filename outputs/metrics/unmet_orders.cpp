#include "outputs/metrics/parts/sums.hpp"

namespace entrepot::outputs {

Metric unmet_orders_metric() {
  return {"unmet_orders",
          "Orders to firms of the region returned as cash for want of capacity",
          "million USD per month",
          "model.md section 3, settle",
          "sum",
          {"region"},
          [](const MetricView& view, std::span<double> out) {
            read_accounts(view, out, [](const RegionAccount& account) { return account.unmet; });
          }};
}

}  // namespace entrepot::outputs
