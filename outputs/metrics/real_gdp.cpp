#include "outputs/metrics/parts/volumes.hpp"

namespace entrepot::outputs {

Metric real_gdp_metric() {
  return {
      "real_gdp",
      "Gross domestic product at the prices and duties of the base year",
      "million USD of the base year per month",
      "real_value_added of the region's sectors, and the base year's duties on what is imported (System of "
      "National Accounts 2008, chapter 15); the demand trend is in it; the quarter's last month",
      "mean",
      {"region"},
      [](const MetricView& view, std::span<double> out) {
        const std::vector<double> added = real_value_added(view);
        const std::vector<double> duties = real_duties(view);
        for (const RegionId n : view.world.axes().regions()) {
          out[n.index()] = duties[n.index()];
          for (const GroupId group : view.world.axes().groups_of(n)) out[n.index()] += added[group.index()];
        }
      },
      nullptr,
      Sampling::quarter};
}

}  // namespace entrepot::outputs
