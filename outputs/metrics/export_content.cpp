#include "outputs/metrics/parts/linkage.hpp"

namespace entrepot::outputs {

using namespace theory;

Metric export_content_metric() {
  return may_be_missing(
      {"export_content",
       "Value added of an origin per dollar of a hub's gross exports of goods; missing without exports",
       "1",
       "value_added_in_exports over the hub's exports of goods to the destination",
       "mean",
       {"origin", "hub", "destination"},
       [](const MetricView& view, std::span<double> out) {
         write_linkage(view, out, [&](const Linkage& linkage) {
           const std::vector<bool>& goods = view.world.table.sector_is_goods;
           const auto inside = value_added_in_exports(linkage.system, linkage.content, goods);
           const Eigen::MatrixXd exports = gross_exports(linkage.system, goods);
           const auto regions = static_cast<Eigen::Index>(view.world.table.n_regions());
           for (Eigen::Index way = 0; way < regions * regions; ++way) {
             const Eigen::Index hub = way % regions;
             for (Eigen::Index n = 0; n < regions; ++n) {
               out[static_cast<std::size_t>(way * regions + n)] =
                   exports(hub, n) > 0.0
                       ? inside[static_cast<std::size_t>(hub)](way / regions, n) / exports(hub, n)
                       : std::numeric_limits<double>::quiet_NaN();
             }
           }
         });
       },
       nullptr,
       Sampling::quarter});
}

}  // namespace entrepot::outputs
