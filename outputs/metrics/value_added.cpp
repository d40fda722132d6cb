#include "outputs/metrics/metric.hpp"

namespace entrepot {

Metric value_added_metric() {
  return {"value_added",
          "Value added: sales minus inputs and the duties on them",
          "million USD per month",
          "model.md section 3, settle",
          "sum",
          {"region", "sector"},
          [](const MetricView& view, std::span<double> out) {
            for (std::size_t g = 0; g < out.size(); ++g) {
              std::int64_t sum = 0;
              for (std::uint32_t f = view.world.group_first[g]; f < view.world.group_first[g + 1]; ++f) {
                sum += view.state.firm_sales[f].money - view.state.firm_inputs[f].money -
                       view.state.firm_inputs[f].duty;
              }
              out[g] = to_musd(view.world, sum);
            }
          }};
}

}  // namespace entrepot
