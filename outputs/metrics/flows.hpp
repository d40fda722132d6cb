// Sums over the border flows of a step, shared by the trade metrics.
#pragma once

#include <span>

#include "outputs/metrics/metric.hpp"

namespace entrepot {

// Adds visit(flow) in million USD to out [origin][destination][sector].
template <class Take>
void sum_flows(const MetricView& view, std::span<double> out, const Take& take) {
  const WorldTable& table = view.world.table;
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    for (std::size_t cell = 0; cell < view.world.n_cells(); ++cell) {
      const std::size_t origin = cell / table.n_products();
      const std::size_t sector = table.product_sector[cell % table.n_products()].index();
      out[(origin * table.n_regions() + n) * table.n_sectors() + sector] +=
          to_musd(view.world, take(view.state.flow[n * view.world.n_cells() + cell]));
    }
  }
}

// Trade by product of the regions with product detail: out [reporter][partner][product].
void product_flows(const MetricView& view, std::span<double> out, bool imports);

}  // namespace entrepot
