#include "outputs/metrics/parts/linkage.hpp"

namespace entrepot::outputs {

using namespace theory;

Metric hidden_exposure_metric() {
  return may_be_missing(
      {"hidden_exposure",
       "Look-through over face-value exposure of a sector; missing where nothing is bought directly",
       "1",
       "(L - I) over A, summed over the origin's manufacturing sectors (model.md section 9; Baldwin, "
       "Freeman, "
       "Theodorakopoulos 2023)",
       "mean",
       {"origin", "destination", "sector"},
       [](const MetricView& view, std::span<double> out) {
         write_linkage(view, out, [&](const Linkage& linkage) {
           write_rows(hidden_exposure(pool_classes(linkage.system, linkage.exposure.face_value),
                                      pool_classes(linkage.system, linkage.exposure.look_through)),
                      out);
         });
       },
       nullptr,
       Sampling::quarter});
}

}  // namespace entrepot::outputs
