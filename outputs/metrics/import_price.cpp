#include "outputs/metrics/metric.hpp"
#include "sim/core/math.hpp"

namespace entrepot::outputs {

namespace {

// Mean of price(flow) over foreign origins and products, base-year purchases as weights.
template <class PriceOf>
void average_price(const WorldTable& table, const BaseAccounts& accounts, std::span<double> out,
                   const PriceOf& price) {
  const Axes axes = table.axes();
  std::vector<double> weights(out.size(), 0.0);
  for (const FlowId flow : axes.flows()) {
    const RegionId origin = axes.origin_of(flow);
    if (origin == axes.destination_of(flow)) continue;
    const CellId market = axes.cell(axes.destination_of(flow), axes.product_of(flow));
    const double weight =
        accounts.product_spending[market.index()] * accounts.base_share[axes.at(market, origin)];
    const std::size_t to = axes.group_of(market).index();
    weights[to] += weight;
    out[to] += weight * price(flow);
  }
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = weights[i] > 0.0 ? out[i] / weights[i] : 1.0;
}

// Change of the delivered cost of a link, base = 1.
double delivered_cost(const EquilibriumView& view, FlowId flow) {
  const Axes axes = view.table.axes();
  const std::size_t link = view.input.link(axes.destination_of(flow).index(), axes.origin_of(flow).index(),
                                           axes.product_of(flow).index());
  const double iceberg = view.input.iceberg.empty() ? 1.0 : view.input.iceberg[link];
  return view.solution.unit_cost[axes.group_of(axes.cell_of(flow)).index()] * iceberg *
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
            average_price(view.world.table, view.world.accounts, out, [&](FlowId flow) {
              const std::size_t at = flow.index();
              return exp64(view.state.log_cost[at] - Levers::value(view.levers.log_wedge, at));
            });
          },
          [](const EquilibriumView& view, std::span<double> out) {
            average_price(view.table, view.accounts, out,
                          [&](FlowId flow) { return delivered_cost(view, flow); });
          }};
}

}  // namespace entrepot::outputs
