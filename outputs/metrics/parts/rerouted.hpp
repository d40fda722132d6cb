// Goods that are re-routed, shared by their metrics.
#pragma once

#include <algorithm>
#include <limits>

#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

// Whether goods are never re-routed in this run; `out` is then missing.
[[nodiscard]] inline bool missing_without_routes(const MetricView& view, std::span<double> out) {
  if (!view.state.customs.empty()) return false;
  std::fill(out.begin(), out.end(), std::numeric_limits<double>::quiet_NaN());
  return true;
}

// visit(route, product, what the route carries of the product in this step).
template <class Visit>
void for_each_reroute(const MetricView& view, const Visit& visit) {
  const std::size_t products = view.world.table.n_products();
  for (std::size_t i = 0; i < view.state.reroute.size(); ++i)
    visit(view.world.table.base_routes[i / products], i % products, view.state.reroute[i]);
}

}  // namespace entrepot::outputs
