#include "outputs/metrics/parts/flows.hpp"

namespace entrepot {

namespace {

// out [origin][destination] = shares of value(destination, cell), home use and services left out.
template <class Value, class ValueOf>
void goods_shares(const WorldTable& table, std::span<double> out, const ValueOf& value) {
  const std::size_t regions = table.n_regions();
  for (std::size_t n = 0; n < regions; ++n) {
    Value total = 0;
    std::vector<Value> by_origin(regions, 0);
    for (std::size_t cell = 0; cell < regions * table.n_products(); ++cell) {
      const std::size_t origin = cell / table.n_products();
      if (origin == n || !table.sector_is_goods[table.product_sector[cell % table.n_products()].index()]) {
        continue;
      }
      by_origin[origin] += value(n, cell);
      total += value(n, cell);
    }
    for (std::size_t i = 0; i < regions; ++i) {
      out[i * regions + n] = total > 0 ? static_cast<double>(by_origin[i]) / static_cast<double>(total) : 0.0;
    }
  }
}

}  // namespace

Metric import_share_metric() {
  return {"import_share",
          "Share of an origin in the goods imports of a destination",
          "1",
          "Customs value, home use and services left out",
          "mean",
          {"origin", "destination"},
          [](const MetricView& view, std::span<double> out) {
            goods_shares<std::int64_t>(view.world.table, out, [&](std::size_t n, std::size_t cell) {
              return customs_flows(view.state)[n * view.world.n_cells() + cell].money;
            });
          },
          [](const EquilibriumView& view, std::span<double> out) {
            goods_shares<double>(view.table, out, flow_of(view, view.solution.trade));
          }};
}

}  // namespace entrepot
