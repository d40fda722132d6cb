#include "outputs/metrics/parts/linkage.hpp"

namespace entrepot::outputs {

using namespace theory;

Metric value_added_by_border_metric() {
  return may_be_missing(
      {"value_added_by_border",
       "Value added of an origin in final use of a destination, by the region that delivered it last",
       "million USD per month",
       "Last border crossed into the destination, as final good or as input of what it makes for itself; "
       "border = "
       "destination: never left home (sink-based view of Borin and Mancini 2019, World Bank WPS 8804). "
       "Goods that a hub hands on unchanged crossed their last border at the hub. Duties on inputs "
       "included",
       "mean",
       {"origin", "border", "destination"},
       [](const MetricView& view, std::span<double> out) {
         write_linkage(view, out, [&](const Linkage& linkage) { write_by_border(linkage.by_border, out); });
       },
       nullptr,
       Sampling::quarter});
}

}  // namespace entrepot::outputs
