#include "outputs/metrics/parts/sums.hpp"

namespace entrepot::outputs {

Metric output_metric() {
  return {"output",
          "Sales at the gate",
          "million USD per month",
          "model.md section 3, settle",
          "sum",
          {"region", "sector"},
          [](const MetricView& view, std::span<double> out) {
            sum_firms(view, out, [&](std::uint32_t f) { return view.state.firm_sales[f].money; });
          },
          [](const EquilibriumView& view, std::span<double> out) {
            read_annual(view, view.solution.output, out);
          }};
}

}  // namespace entrepot::outputs
