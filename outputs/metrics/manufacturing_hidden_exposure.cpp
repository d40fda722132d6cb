#include "outputs/metrics/parts/linkage.hpp"

namespace entrepot::outputs {

using namespace theory;

Metric manufacturing_hidden_exposure_metric() {
  return may_be_missing(
      {"manufacturing_hidden_exposure",
       "Look-through over face-value exposure of manufacturing; missing where nothing is bought directly",
       "1",
       "manufacturing_look_through over manufacturing_face_value: a ratio of output-weighted sums",
       "mean",
       {"origin", "destination"},
       [](const MetricView& view, std::span<double> out) {
         write_linkage(view, out, [&](const Linkage& linkage) {
           const std::vector<bool>& counted = view.world.table.sector_is_manufacturing;
           write_rows(hidden_exposure(pool_users(linkage.system, linkage.exposure.face_value, counted),
                                      pool_users(linkage.system, linkage.exposure.look_through, counted)),
                      out);
         });
       },
       nullptr,
       Sampling::quarter});
}

}  // namespace entrepot::outputs
