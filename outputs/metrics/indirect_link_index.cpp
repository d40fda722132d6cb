#include "outputs/metrics/parts/linkage.hpp"

namespace entrepot::outputs {

Metric indirect_link_index_metric() {
  return may_be_missing(
      {"indirect_link_index",
       "Share of a destination's final use that is value added of an origin delivered by third regions, over "
       "the "
       "base year",
       "1",
       "Sum of value_added_by_border over borders other than origin and destination, over final use at basic "
       "prices; base = 1; missing where the base has none",
       "mean",
       {"origin", "destination"},
       [](const MetricView& view, std::span<double> out) {
         write_linkage(view, out, [&](const Linkage& linkage) {
           const std::size_t regions = view.world.table.n_regions();
           for (std::size_t pair = 0; pair < regions * regions; ++pair) {
             const double base = indirect_share(*view.base_linkage, pair / regions, pair % regions);
             out[pair] = base > 0.0 ? indirect_share(linkage, pair / regions, pair % regions) / base
                                    : std::numeric_limits<double>::quiet_NaN();
           }
         });
       },
       nullptr,
       Sampling::quarter});
}

}  // namespace entrepot::outputs
