#include "outputs/metrics/parts/flows.hpp"

namespace entrepot::outputs {

namespace {

// out [origin][destination] = shares of value(flow), home use and services left out.
template <class Value, class ValueOf>
void goods_shares(const WorldTable& table, std::span<double> out, const ValueOf& value) {
  const Axes axes = table.axes();
  for (const RegionId n : axes.regions()) {
    Value total = 0;
    std::vector<Value> by_origin(axes.n_regions(), 0);
    for (const FlowId flow : axes.flows_to(n)) {
      const RegionId origin = axes.origin_of(flow);
      if (origin == n || !table.sector_is_goods[axes.sector_of(flow).index()]) continue;
      by_origin[origin.index()] += value(flow);
      total += value(flow);
    }
    for (const RegionId i : axes.regions()) {
      const auto part = static_cast<double>(by_origin[i.index()]);
      out[axes.at(i, n)] = total > 0 ? part / static_cast<double>(total) : 0.0;
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
            goods_shares<std::int64_t>(view.world.table, out, [&](FlowId flow) {
              return customs_flows(view.state)[flow.index()].money;
            });
          },
          [](const EquilibriumView& view, std::span<double> out) {
            goods_shares<double>(view.table, out, flow_of(view, view.solution.trade));
          }};
}

}  // namespace entrepot::outputs
