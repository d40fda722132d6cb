#include "outputs/metrics/parts/listed_trade.hpp"

namespace entrepot::outputs {

Metric listed_inputs_metric() {
  return may_be_missing({"listed_inputs",
                         "Goods that firms on entity lists, and unlisted firms of the same regions and "
                         "sectors, buy, by place of production",
                         "million USD per month",
                         "docs/decisions/0028-entity-lists.md; a plant abroad counts as its owner",
                         "sum",
                         {"status", "origin"},
                         [](const MetricView& view, std::span<double> out) {
                           record_listed(view, out, [&](const ListedTrade& trade) {
                             return to_musd(view.world, trade.inputs);
                           });
                         }});
}

}  // namespace entrepot::outputs
