#include "outputs/metrics/parts/linkage.hpp"

namespace entrepot::outputs {

using namespace theory;

Metric face_value_exposure_metric() {
  return may_be_missing(
      {"face_value_exposure",
       "Manufactures of an origin that a sector of a destination buys directly, per unit of its output",
       "1",
       "Sum over the origin's manufacturing sectors of input coefficients A (Baldwin, Freeman, "
       "Theodorakopoulos 2023, Brookings Papers on Economic Activity, Fall). As customs see them: goods "
       "that a hub hands on unchanged count for the hub",
       "mean",
       {"origin", "destination", "sector"},
       [](const MetricView& view, std::span<double> out) {
         write_rows(pool_classes(view.linkage->system, view.linkage->exposure.face_value), out);
       },
       nullptr,
       Sampling::quarter});
}

}  // namespace entrepot::outputs
