#include <algorithm>

#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

Metric plant_classes_metric() {
  return {
      "plant_classes",
      "Classes of plants abroad that the linkage measures keep apart from the firms at home beside them",
      "1",
      "By host, sector and region of the owner, or, where these would be more than 400, by host and sector "
      "(sim/world/state/use_classes.hpp)",
      "mean",
      {"grain"},
      [](const MetricView& view, std::span<double> out) {
        const std::vector<PlantClass>& classes = view.state.plant_class;
        const auto pooled = std::ranges::count(classes, any_owner, &PlantClass::owner);
        out[0] = static_cast<double>(classes.size()) - static_cast<double>(pooled);
        out[1] = static_cast<double>(pooled);
      },
      nullptr,
      Sampling::quarter};
}

}  // namespace entrepot::outputs
