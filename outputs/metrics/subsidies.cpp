#include "outputs/metrics/parts/sums.hpp"

namespace entrepot::outputs {

// Accounts hold duties less subsidies, flows the duties alone.
Metric subsidies_metric() {
  return {"subsidies",
          "Subsidies on output and credits to final buyers, by the treasury that pays",
          "million USD per month",
          "policies production_subsidy and consumer_credit; subsidies on plants are not in it",
          "sum",
          {"region"},
          [](const MetricView& view, std::span<double> out) {
            for (const RegionId n : view.world.axes().regions()) {
              std::int64_t collected = 0;
              for (const FlowId flow : view.world.axes().flows_to(n))
                collected += view.state.flow[flow.index()].duty;
              out[n.index()] = to_musd(view.world, collected - view.state.account[n.index()].duties);
            }
          }};
}

}  // namespace entrepot::outputs
