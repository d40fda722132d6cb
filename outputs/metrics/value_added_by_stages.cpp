#include "outputs/metrics/parts/linkage.hpp"

namespace entrepot::outputs {

using namespace theory;

Metric value_added_by_stages_metric() {
  return may_be_missing(
      {"value_added_by_stages",
       "Value added of an origin in final use of a destination, by production stages to the final product",
       "million USD per month",
       "v A^(s-1) F for s stages, the last bin all longer paths (Wang, Wei, Yu, Zhu 2017, NBER WP 23261). "
       "Duties "
       "on inputs included",
       "mean",
       {"origin", "destination", "stages"},
       [](const MetricView& view, std::span<double> out) {
         write_linkage(view, out, [&](const Linkage& linkage) {
           const auto used = value_added_by_stages(linkage.system, linkage.content, stage_bins);
           const auto regions = static_cast<Eigen::Index>(view.world.table.n_regions());
           for (Eigen::Index pair = 0; pair < regions * regions; ++pair) {
             for (std::size_t s = 0; s < stage_bins; ++s) {
               out[static_cast<std::size_t>(pair) * stage_bins + s] = used[s](pair / regions, pair % regions);
             }
           }
         });
       },
       nullptr,
       Sampling::quarter});
}

}  // namespace entrepot::outputs
