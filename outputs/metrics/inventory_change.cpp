#include "outputs/metrics/parts/sums.hpp"

namespace entrepot::outputs {

Metric inventory_change_metric() {
  return {"inventory_change",
          "Change of stocks of firms and retailers at this month's cost; 0 where no stocks are held",
          "million USD per month",
          "model.md sections 3 and 6; System of National Accounts 2008, 10.118: part of domestic product",
          "sum",
          {"region"},
          [](const MetricView& view, std::span<double> out) {
            read_accounts(view, out, [](const RegionAccount& account) { return account.inventory_change; });
          }};
}

}  // namespace entrepot::outputs
