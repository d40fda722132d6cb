#include "outputs/metrics/parts/sums.hpp"

namespace entrepot {

// Accounts hold duties less subsidies, flows the duties alone.
Metric subsidies_metric() {
  return {"subsidies",
          "Subsidies on output and credits to final buyers, by the treasury that pays",
          "million USD per month",
          "policies production_subsidy and consumer_credit; subsidies on plants are not in it",
          "sum",
          {"region"},
          [](const MetricView& view, std::span<double> out) {
            const std::size_t cells = view.world.n_cells();
            for (std::size_t n = 0; n < out.size(); ++n) {
              std::int64_t collected = 0;
              for (std::size_t c = 0; c < cells; ++c) collected += view.state.flow[n * cells + c].duty;
              out[n] = to_musd(view.world, collected - view.state.account[n].duties);
            }
          }};
}

}  // namespace entrepot
