#include "outputs/metrics/metric.hpp"

namespace entrepot {

namespace {

// Mean of duty [destination][origin][product] over products, base-year customs values as weights.
void average_duty(const WorldTable& table, const BaseAccounts& accounts, const std::vector<double>& duty,
                  std::span<double> out) {
  const std::size_t cells = table.n_regions() * table.n_products();
  std::vector<double> weights(out.size(), 0.0);
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    for (std::size_t cell = 0; cell < cells; ++cell) {
      const std::size_t origin = cell / table.n_products();
      const std::size_t product = cell % table.n_products();
      const std::size_t at = n * cells + cell;
      const std::size_t bought = n * table.n_products() + product;
      const double weight = accounts.product_spending[bought] *
                            accounts.base_share[bought * table.n_regions() + origin] /
                            (1.0 + table.base_duty[at]);
      const std::size_t to =
          (origin * table.n_regions() + n) * table.n_sectors() + table.product_sector[product].index();
      weights[to] += weight;
      out[to] += weight * duty[at];
    }
  }
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = weights[i] > 0.0 ? out[i] / weights[i] : 0.0;
}

}  // namespace

Metric duty_rate_metric() {
  return {"duty_rate",
          "Duty in force, weighted by base-year trade of the sector's products",
          "1",
          "The resolved schedule: after compliance and day-weighting (model.md section 3, policy)",
          "mean",
          {"origin", "destination", "sector"},
          [](const MetricView& view, std::span<double> out) {
            average_duty(view.world.table, view.world.accounts, view.levers.duty, out);
          },
          [](const EquilibriumView& view, std::span<double> out) {
            average_duty(view.table, view.accounts, view.input.duty, out);
          }};
}

}  // namespace entrepot
