#include "outputs/metrics/metric.hpp"

namespace entrepot {

Metric import_share_metric() {
  return {"import_share",
          "Share of an origin in the goods imports of a destination",
          "1",
          "Customs value, home use and services left out",
          "mean",
          {"origin", "destination"},
          [](const MetricView& view, std::span<double> out) {
            const WorldTable& table = view.world.table;
            const std::size_t regions = table.n_regions();
            for (std::size_t n = 0; n < regions; ++n) {
              std::int64_t total = 0;
              std::vector<std::int64_t> by_origin(regions, 0);
              for (std::size_t cell = 0; cell < view.world.n_cells(); ++cell) {
                const std::size_t origin = cell / table.n_products();
                if (origin == n ||
                    !table.sector_is_goods[table.product_sector[cell % table.n_products()].index()]) {
                  continue;
                }
                by_origin[origin] += view.state.flow[n * view.world.n_cells() + cell].money;
                total += view.state.flow[n * view.world.n_cells() + cell].money;
              }
              for (std::size_t i = 0; i < regions; ++i) {
                out[i * regions + n] =
                    total > 0 ? static_cast<double>(by_origin[i]) / static_cast<double>(total) : 0.0;
              }
            }
          }};
}

}  // namespace entrepot
