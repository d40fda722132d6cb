#include "outputs/metrics/parts/linkage.hpp"

namespace entrepot::outputs {

Metric face_value_exposure_metric() {
  return {"face_value_exposure",
          "Manufactures of an origin that a sector of a destination buys directly, per unit of its output",
          "1",
          "Sum over the origin's manufacturing sectors of input coefficients A (Baldwin, Freeman, "
          "Theodorakopoulos "
          "2023, Brookings Papers on Economic Activity, Fall)",
          "mean",
          {"origin", "destination", "sector"},
          [](const MetricView& view, std::span<double> out) {
            write_rows(view.linkage->exposure.face_value, out);
          },
          nullptr,
          Sampling::quarter};
}

}  // namespace entrepot::outputs
