#include "outputs/metrics/parts/listed_trade.hpp"

namespace entrepot::outputs {

Metric listed_sales_metric() {
  return may_be_missing(
      {"listed_sales",
       "Sales at the gate of firms on entity lists, and of unlisted firms of the same regions "
       "and sectors, by destination",
       "million USD per month",
       "docs/decisions/0028-entity-lists.md; a plant abroad counts as its owner",
       "sum",
       {"status", "destination"},
       [](const MetricView& view, std::span<double> out) {
         record_listed(view, out, [&](const ListedTrade& trade) { return to_musd(view.world, trade.sales); });
       }});
}

}  // namespace entrepot::outputs
