#include "outputs/metrics/parts/sums.hpp"

namespace entrepot::outputs {

Metric output_volume_metric() {
  return {"output_volume",
          "Output at base prices",
          "million USD of the base year per month",
          "model.md section 3, settle",
          "sum",
          {"region", "sector"},
          [](const MetricView& view, std::span<double> out) {
            sum_firms(view, out, [&](std::uint32_t f) { return view.state.firm_sales[f].goods; });
          },
          [](const EquilibriumView& view, std::span<double> out) {
            read_annual(view, view.solution.output, out);
            for (std::size_t g = 0; g < out.size(); ++g) out[g] /= view.solution.unit_cost[g];
          }};
}

}  // namespace entrepot::outputs
