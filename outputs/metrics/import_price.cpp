#include "outputs/metrics/metric.hpp"
#include "sim/core/math.hpp"

namespace entrepot {

namespace {

// Mean of price(destination, cell) over foreign origins and products, base-year purchases as weights.
template <class PriceOf>
void average_price(const WorldTable& table, const BaseAccounts& accounts, std::span<double> out,
                   const PriceOf& price) {
  std::vector<double> weights(out.size(), 0.0);
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    for (std::size_t cell = 0; cell < table.n_regions() * table.n_products(); ++cell) {
      const std::size_t origin = cell / table.n_products();
      const std::size_t product = cell % table.n_products();
      if (origin == n) continue;
      const std::size_t at = n * table.n_products() + product;
      const double weight =
          accounts.product_spending[at] * accounts.base_share[at * table.n_regions() + origin];
      const std::size_t to = n * table.n_sectors() + table.product_sector[product].index();
      weights[to] += weight;
      out[to] += weight * price(n, cell);
    }
  }
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = weights[i] > 0.0 ? out[i] / weights[i] : 1.0;
}

// Change of the delivered cost of a link, base = 1.
double delivered_cost(const EquilibriumView& view, std::size_t destination, std::size_t cell) {
  const std::size_t origin = cell / view.table.n_products();
  const std::size_t product = cell % view.table.n_products();
  const std::size_t sector = view.table.product_sector[product].index();
  const std::size_t link = view.input.link(destination, origin, product);
  const double iceberg = view.input.iceberg.empty() ? 1.0 : view.input.iceberg[link];
  return view.solution.unit_cost[origin * view.table.n_sectors() + sector] * iceberg *
         (1.0 + view.input.duty[link]) / (1.0 + view.input.base_duty[link]);
}

}  // namespace

Metric import_price_metric() {
  return {"import_price",
          "Duty-inclusive price of imports at base-year weights, base = 1",
          "1",
          "Laspeyres over origins and products, purchaser prices",
          "mean",
          {"destination", "sector"},
          [](const MetricView& view, std::span<double> out) {
            average_price(view.world.table, view.world.accounts, out, [&](std::size_t n, std::size_t cell) {
              const std::size_t at = n * view.world.n_cells() + cell;
              return exp64(view.state.log_cost[at] - Levers::value(view.levers.log_wedge, at));
            });
          },
          [](const EquilibriumView& view, std::span<double> out) {
            average_price(view.table, view.accounts, out,
                          [&](std::size_t n, std::size_t cell) { return delivered_cost(view, n, cell); });
          }};
}

}  // namespace entrepot
