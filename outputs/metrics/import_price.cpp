#include "outputs/metrics/metric.hpp"
#include "sim/core/math.hpp"

namespace entrepot {

Metric import_price_metric() {
  return {"import_price",
          "Duty-inclusive price of imports at base-year weights, base = 1",
          "1",
          "Laspeyres over origins and products, purchaser prices",
          "mean",
          {"destination", "sector"},
          [](const MetricView& view, std::span<double> out) {
            const WorldTable& table = view.world.table;
            std::vector<double> weights(out.size(), 0.0);
            for (std::size_t n = 0; n < table.n_regions(); ++n) {
              for (std::size_t cell = 0; cell < view.world.n_cells(); ++cell) {
                const std::size_t origin = cell / table.n_products();
                const std::size_t product = cell % table.n_products();
                if (origin == n) continue;
                const std::size_t at = n * table.n_products() + product;
                const double weight = view.world.accounts.product_spending[at] *
                                      view.world.accounts.base_share[at * table.n_regions() + origin];
                const std::size_t to = n * table.n_sectors() + table.product_sector[product].index();
                weights[to] += weight;
                out[to] += weight * exp64(view.state.log_cost[n * view.world.n_cells() + cell]);
              }
            }
            for (std::size_t i = 0; i < out.size(); ++i)
              out[i] = weights[i] > 0.0 ? out[i] / weights[i] : 1.0;
          }};
}

}  // namespace entrepot
