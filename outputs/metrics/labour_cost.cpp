#include "outputs/metrics/parts/labour.hpp"

namespace entrepot::outputs {

Metric labour_cost_metric() {
  return {"labour_cost",
          "Labour that a sector demands, at what it is paid: w L",
          "million USD per month",
          "beta (y / mu) w (c / w)^e of every firm; what productivity gives to workers is in their pay",
          "sum",
          {"region", "sector"},
          [](const MetricView& view, std::span<double> out) {
            const std::vector<double> labour = labour_demanded(view, LabourUnit::cost);
            for (const GroupId group : view.world.axes().groups()) {
              const std::size_t g = group.index();
              out[g] = labour[g] * view.state.wage[view.world.axes().region_of(group).index()];
            }
          },
          nullptr};
}

}  // namespace entrepot::outputs
