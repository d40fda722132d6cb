#include "outputs/metrics/parts/linkage.hpp"

namespace entrepot::outputs {

using namespace theory;

Metric manufacturing_look_through_by_border_metric() {
  return may_be_missing(
      {"manufacturing_look_through_by_border",
       "Look-through exposure of a destination's manufacturing to an origin's, by the region that delivered "
       "it last",
       "1",
       "manufacturing_look_through split by the last border crossed into the destination; goods that a hub "
       "hands on unchanged crossed it at the hub; border = destination: never left home",
       "mean",
       {"origin", "border", "destination"},
       [](const MetricView& view, std::span<double> out) {
         write_linkage(view, out, [&](const Linkage& linkage) {
           write_by_border(look_through_by_border(linkage.system, linkage.exposure,
                                                  view.world.table.sector_is_manufacturing),
                           out);
         });
       },
       nullptr,
       Sampling::quarter});
}

}  // namespace entrepot::outputs
