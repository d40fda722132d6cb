#include "outputs/metrics/parts/listed_trade.hpp"

namespace entrepot::outputs {

Metric listed_suppliers_metric() {
  return may_be_missing(
      {"listed_suppliers",
       "Links by which firms on entity lists, and unlisted firms of the same regions and sectors, "
       "buy goods, by place of production",
       "links",
       "docs/decisions/0028-entity-lists.md; a plant abroad counts as its owner",
       "mean",
       {"status", "origin"},
       [](const MetricView& view, std::span<double> out) {
         record_listed(view, out,
                       [&](const ListedTrade& trade) { return static_cast<double>(trade.suppliers); });
       }});
}

}  // namespace entrepot::outputs
