#include <algorithm>
#include <limits>

#include "outputs/metrics/metric.hpp"
#include "sim/core/math.hpp"

namespace entrepot::outputs {

Metric technology_gap_metric() {
  return may_be_missing(
      {"technology_gap",
       "ln of the best region's output per worker over this one's; missing where the data know no levels",
       "1",
       "technology_levels.csv at the base, then productivity (model.md section 7)",
       "mean",
       {"region", "sector"},
       [](const MetricView& view, std::span<double> out) {
         const WorldTable& table = view.world.table;
         std::fill(out.begin(), out.end(), std::numeric_limits<double>::quiet_NaN());
         if (table.technology_level.empty()) return;
         const auto level = [&](std::size_t g) {
           return log64(table.technology_level[g]) + Levers::value(view.state.group_log_productivity, g);
         };
         for (std::size_t j = 0; j < table.n_sectors(); ++j) {
           double best = level(j);
           for (std::size_t g = j; g < out.size(); g += table.n_sectors()) best = std::max(best, level(g));
           for (std::size_t g = j; g < out.size(); g += table.n_sectors()) out[g] = best - level(g);
         }
       },
       nullptr,
       Sampling::quarter});
}

}  // namespace entrepot::outputs
