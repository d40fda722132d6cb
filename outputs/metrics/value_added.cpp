#include "outputs/metrics/sums.hpp"

namespace entrepot {

Metric value_added_metric() {
  return {"value_added",
          "Value added: sales minus inputs and the duties on them",
          "million USD per month",
          "model.md section 3, settle",
          "sum",
          {"region", "sector"},
          [](const MetricView& view, std::span<double> out) {
            sum_firms(view, out, [&](std::uint32_t f) {
              return view.state.firm_sales[f].money - view.state.firm_inputs[f].money -
                     view.state.firm_inputs[f].duty;
            });
          },
          [](const EquilibriumView& view, std::span<double> out) {
            read_annual(view, view.solution.value_added, out);
          }};
}

}  // namespace entrepot
