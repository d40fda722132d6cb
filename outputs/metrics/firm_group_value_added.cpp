#include "outputs/metrics/parts/firm_groups.hpp"
#include "outputs/metrics/parts/sums.hpp"

namespace entrepot::outputs {

Metric firm_group_value_added_metric() {
  return {"firm_group_value_added",
          "Value added of goods firms by group: what is left of sales for wages and profits",
          "million USD per month",
          "model.md section 3, settle; groups are those of the base (docs/decisions/0079-groups-of-firms.md)",
          "sum",
          {"firm_group", "region"},
          [](const MetricView& view, std::span<double> out) {
            sum_firm_groups(view, out, view.world.unit_musd,
                            [&](std::uint32_t f) { return value_added_of(view.state, f); });
          }};
}

}  // namespace entrepot::outputs
