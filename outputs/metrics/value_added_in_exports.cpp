#include "outputs/metrics/parts/linkage.hpp"

namespace entrepot::outputs {

using namespace theory;

Metric value_added_in_exports_metric() {
  return may_be_missing(
      {"value_added_in_exports",
       "Value added of an origin in a hub's gross exports of goods to a destination",
       "million USD per month",
       "v (I - A)^-1 times the hub's exports of goods (origin of value added in gross exports: Koopman, "
       "Wang, Wei "
       "2014; OECD TiVA EXGR_BSCI). Duties on inputs included",
       "mean",
       {"origin", "hub", "destination"},
       [](const MetricView& view, std::span<double> out) {
         write_linkage(view, out, [&](const Linkage& linkage) {
           const auto inside =
               value_added_in_exports(linkage.system, linkage.content, view.world.table.sector_is_goods);
           const auto regions = static_cast<Eigen::Index>(view.world.table.n_regions());
           for (Eigen::Index way = 0; way < regions * regions; ++way) {
             for (Eigen::Index n = 0; n < regions; ++n) {
               out[static_cast<std::size_t>(way * regions + n)] =
                   inside[static_cast<std::size_t>(way % regions)](way / regions, n);
             }
           }
         });
       },
       nullptr,
       Sampling::quarter});
}

}  // namespace entrepot::outputs
