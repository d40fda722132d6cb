#include "outputs/metrics/parts/linkage.hpp"

namespace entrepot::outputs {

using namespace theory;

Metric manufacturing_face_value_metric() {
  return may_be_missing({"manufacturing_face_value",
                         "Face-value exposure of a destination's manufacturing to an origin's",
                         "1",
                         "face_value_exposure, its manufacturing sectors weighted by output",
                         "mean",
                         {"origin", "destination"},
                         [](const MetricView& view, std::span<double> out) {
                           write_rows(pool_users(view.linkage->system, view.linkage->exposure.face_value,
                                                 view.world.table.sector_is_manufacturing),
                                      out);
                         },
                         nullptr,
                         Sampling::quarter});
}

}  // namespace entrepot::outputs
