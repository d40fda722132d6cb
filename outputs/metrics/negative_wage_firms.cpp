#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

Metric negative_wage_firms_metric() {
  return {"negative_wage_firms",
          "Firms whose wages, the residual of sales, are below zero",
          "1",
          "model.md section 3, settle",
          "mean",
          {"region"},
          [](const MetricView& view, std::span<double> out) {
            for (std::size_t n = 0; n < out.size(); ++n) {
              out[n] = static_cast<double>(view.state.account[n].negative_wages);
            }
          }};
}

}  // namespace entrepot::outputs
