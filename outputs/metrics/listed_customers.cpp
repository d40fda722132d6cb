#include "outputs/metrics/parts/listed_trade.hpp"

namespace entrepot::outputs {

Metric listed_customers_metric() {
  return may_be_missing(
      {"listed_customers",
       "Links by which buyers buy from firms on entity lists, and from unlisted firms of the "
       "same regions and sectors",
       "links",
       "docs/decisions/0028-entity-lists.md; a plant abroad counts as its owner",
       "mean",
       {"status", "destination"},
       [](const MetricView& view, std::span<double> out) {
         record_listed(view, out,
                       [&](const ListedTrade& trade) { return static_cast<double>(trade.customers); });
       }});
}

}  // namespace entrepot::outputs
