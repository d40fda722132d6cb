#include "outputs/metrics/parts/linkage.hpp"

namespace entrepot::outputs {

using namespace theory;

Metric look_through_exposure_metric() {
  return may_be_missing(
      {"look_through_exposure",
       "Manufactures of an origin that a sector of a destination uses at any stage, per unit of its output",
       "1",
       "Sum over the origin's manufacturing sectors of L - I, L = (I - A)^-1 (Baldwin, Freeman, "
       "Theodorakopoulos "
       "2023, Brookings Papers on Economic Activity, Fall). By maker, whichever way goods came",
       "mean",
       {"origin", "destination", "sector"},
       [](const MetricView& view, std::span<double> out) {
         write_linkage(view, out, [&](const Linkage& linkage) {
           write_rows(pool_classes(linkage.system, linkage.exposure.look_through), out);
         });
       },
       nullptr,
       Sampling::quarter});
}

}  // namespace entrepot::outputs
