#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

namespace {

// Mean of duty [destination][origin][product] over products, base-year customs values as weights.
void average_duty(const WorldTable& table, const BaseAccounts& accounts, const std::vector<double>& duty,
                  std::span<double> out) {
  const Axes axes = table.axes();
  std::vector<double> weights(out.size(), 0.0);
  for (const FlowId flow : axes.flows()) {
    const RegionId origin = axes.origin_of(flow);
    const CellId market = axes.cell(axes.destination_of(flow), axes.product_of(flow));
    const double weight = accounts.product_spending[market.index()] *
                          accounts.base_share[axes.at(market, origin)] /
                          (1.0 + table.base_duty[flow.index()]);
    const std::size_t to = axes.at(origin, axes.group_of(market));
    weights[to] += weight;
    out[to] += weight * duty[flow.index()];
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

}  // namespace entrepot::outputs
