#include "outputs/metrics/parts/linkage.hpp"

namespace entrepot::outputs {

using namespace theory;

Metric manufacturing_look_through_metric() {
  return may_be_missing({"manufacturing_look_through",
                         "Look-through exposure of a destination's manufacturing to an origin's",
                         "1",
                         "look_through_exposure, its manufacturing sectors weighted by output",
                         "mean",
                         {"origin", "destination"},
                         [](const MetricView& view, std::span<double> out) {
                           write_linkage(view, out, [&](const Linkage& linkage) {
                             write_rows(pool_users(linkage.system, linkage.exposure.look_through,
                                                   view.world.table.sector_is_manufacturing),
                                        out);
                           });
                         },
                         nullptr,
                         Sampling::quarter});
}

}  // namespace entrepot::outputs
