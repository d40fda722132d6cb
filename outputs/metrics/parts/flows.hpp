// Border flows, shared by the trade metrics.
#pragma once

#include <algorithm>
#include <span>

#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

// Adds value(flow) to out [origin][destination][sector].
template <class ValueOf>
void sum_flows(const WorldTable& table, std::span<double> out, const ValueOf& value) {
  const Axes axes = table.axes();
  for (const FlowId flow : axes.flows())
    out[axes.at(axes.origin_of(flow), axes.group(axes.destination_of(flow), axes.sector_of(flow)))] +=
        value(flow);
}

// Trade by product of the regions with product detail: out [reporter][partner][product] of value(flow).
template <class ValueOf>
void product_flows(const WorldTable& table, std::span<double> out, bool imports, const ValueOf& value) {
  const Axes axes = table.axes();
  std::size_t at = 0;
  for (const std::string& name : table.product_detail) {
    const RegionId reporter(std::find(table.regions.begin(), table.regions.end(), name) -
                            table.regions.begin());
    for (const RegionId partner : axes.regions()) {
      for (const FlowId flow :
           imports ? axes.flows_between(reporter, partner) : axes.flows_between(partner, reporter))
        out[at++] = value(flow);
    }
  }
}

// Trade as customs record it: re-routed goods count on both legs.
[[nodiscard]] inline const std::vector<Flow>& customs_flows(const State& state) {
  return state.customs.empty() ? state.flow : state.customs;
}

// value(flow) of a step: customs value and duty, million USD per month.
[[nodiscard]] inline auto trade_of(const MetricView& view) {
  return [&view](FlowId flow) { return to_musd(view.world, customs_flows(view.state)[flow.index()].money); };
}
[[nodiscard]] inline auto duties_of(const MetricView& view) {
  return [&view](FlowId flow) { return to_musd(view.world, customs_flows(view.state)[flow.index()].duty); };
}

// The same of an equilibrium; `annual` [origin][destination][product] is a flow of its solution.
[[nodiscard]] inline auto flow_of(const EquilibriumView& view, const std::vector<double>& annual) {
  return [&view, &annual](FlowId flow) {
    const Axes axes = view.table.axes();
    const CellId market = axes.cell(axes.destination_of(flow), axes.product_of(flow));
    return annual[axes.at(axes.origin_of(flow), market)] * view.months_money;
  };
}

}  // namespace entrepot::outputs
