#include "outputs/metrics/metric.hpp"

namespace entrepot {

Metric output_volume_metric() {
  return {"output_volume",
          "Output at base prices",
          "million USD of the base year per month",
          "model.md section 3, settle",
          "sum",
          {"region", "sector"},
          [](const MetricView& view, std::span<double> out) {
            for (std::size_t g = 0; g < out.size(); ++g) {
              std::int64_t sum = 0;
              for (std::uint32_t f = view.world.group_first[g]; f < view.world.group_first[g + 1]; ++f) {
                sum += view.state.firm_sales[f].goods;
              }
              out[g] = to_musd(view.world, sum);
            }
          }};
}

}  // namespace entrepot
