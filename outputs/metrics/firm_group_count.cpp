#include "outputs/metrics/parts/firm_groups.hpp"

namespace entrepot::outputs {

Metric firm_group_count_metric() {
  return {"firm_group_count",
          "Goods firms by group that ship anything; a plant abroad counts where it stands, in the group of "
          "its owner",
          "firms",
          "docs/decisions/0079-groups-of-firms.md",
          "mean",
          {"firm_group", "region"},
          [](const MetricView& view, std::span<double> out) {
            sum_firm_groups(view, out, 1.0, [&](std::uint32_t f) {
              return std::int64_t{view.state.firm_sales[f].money > 0 ? 1 : 0};
            });
          }};
}

}  // namespace entrepot::outputs
