#include "outputs/metrics/parts/firm_groups.hpp"

namespace entrepot::outputs {

Metric firm_group_volume_metric() {
  return {"firm_group_volume",
          "Goods that goods firms by group ship, at base prices",
          "million USD of the base year per month",
          "model.md section 9; groups are those of the base (docs/decisions/0079-groups-of-firms.md)",
          "sum",
          {"firm_group", "region"},
          [](const MetricView& view, std::span<double> out) {
            sum_firm_groups(view, out, view.world.unit_musd,
                            [&](std::uint32_t f) { return view.state.firm_sales[f].goods; });
          }};
}

}  // namespace entrepot::outputs
