#include <algorithm>

#include "outputs/metrics/metric.hpp"
#include "sim/core/math.hpp"

namespace entrepot::outputs {

Metric productivity_metric() {
  return {"productivity",
          "Productivity of a sector at the end of the quarter; base = 1",
          "1",
          "model.md section 7: learning by doing, diffusion and research, those that are on",
          "mean",
          {"region", "sector"},
          [](const MetricView& view, std::span<double> out) {
            const std::vector<double>& level = view.state.group_log_productivity;
            for (std::size_t g = 0; g < out.size(); ++g) out[g] = level.empty() ? 1.0 : exp64(level[g]);
          },
          nullptr,
          Sampling::quarter};
}

}  // namespace entrepot::outputs
