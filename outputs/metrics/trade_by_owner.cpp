#include <algorithm>
#include <limits>

#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

Metric trade_by_owner_metric() {
  return may_be_missing(
      {"trade_by_owner",
       "Goods that plants in a region sell to a destination, at the gate, by the region of the plants' "
       "owner; "
       "missing where nobody owns plants abroad",
       "million USD per month",
       "model.md section 5: base ownership and new plants; owner = host: firms of the host's own",
       "mean",
       {"owner", "host", "destination"},
       [](const MetricView& view, std::span<double> out) {
         const std::vector<std::int64_t>& flow = view.state.owner_flow;
         std::fill(out.begin(), out.end(), std::numeric_limits<double>::quiet_NaN());
         for (std::size_t i = 0; i < flow.size(); ++i) out[i] = to_musd(view.world, flow[i]);
       },
       nullptr,
       Sampling::quarter});
}

}  // namespace entrepot::outputs
