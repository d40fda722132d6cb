#include <limits>

#include "outputs/metrics/metric.hpp"
#include "sim/graph/final_paths.hpp"
#include "sim/world/state/state_links.hpp"

namespace entrepot::outputs {

Metric mean_shortest_path_metric() {
  return may_be_missing(
      {"mean_shortest_path",
       "Fewest sales from a firm of the origin to final use of the destination, mean over firms",
       "1",
       "Shortest directed path along the goods on the graph of firms and regions' final buyers, exact; firms "
       "without a path are left out",
       "mean",
       {"origin", "destination"},
       [](const MetricView& view, std::span<double> out) {
         const StateLinks links(view.world, view.state);
         const FinalPaths paths =
             final_paths(links.view(), links.seller_region(), view.world.table.n_regions(), *view.pool);
         for (std::size_t pair = 0; pair < out.size(); ++pair) {
           out[pair] = paths.firms[pair] > 0
                           ? static_cast<double>(paths.links[pair]) / static_cast<double>(paths.firms[pair])
                           : std::numeric_limits<double>::quiet_NaN();
         }
       },
       nullptr,
       Sampling::year});
}

}  // namespace entrepot::outputs
