// Border flows by supply cell (origin * products + product), shared by the trade metrics.
#pragma once

#include <algorithm>
#include <span>

#include "outputs/metrics/metric.hpp"

namespace entrepot {

// Adds flow(destination, cell) to out [origin][destination][sector].
template <class FlowOf>
void sum_flows(const WorldTable& table, std::span<double> out, const FlowOf& flow) {
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    for (std::size_t cell = 0; cell < table.n_regions() * table.n_products(); ++cell) {
      const std::size_t origin = cell / table.n_products();
      const std::size_t sector = table.product_sector[cell % table.n_products()].index();
      out[(origin * table.n_regions() + n) * table.n_sectors() + sector] += flow(n, cell);
    }
  }
}

// Trade by product of the regions with product detail: out [reporter][partner][product] of
// flow(destination, cell).
template <class FlowOf>
void product_flows(const WorldTable& table, std::span<double> out, bool imports, const FlowOf& flow) {
  std::size_t at = 0;
  for (const std::string& name : table.product_detail) {
    const auto reporter = static_cast<std::size_t>(
        std::find(table.regions.begin(), table.regions.end(), name) - table.regions.begin());
    for (std::size_t partner = 0; partner < table.n_regions(); ++partner) {
      const std::size_t origin = imports ? partner : reporter;
      const std::size_t destination = imports ? reporter : partner;
      for (std::size_t product = 0; product < table.n_products(); ++product)
        out[at++] = flow(destination, origin * table.n_products() + product);
    }
  }
}

// Trade as customs record it: re-routed goods count on both legs.
[[nodiscard]] inline const std::vector<Flow>& customs_flows(const State& state) {
  return state.customs.empty() ? state.flow : state.customs;
}

// flow(destination, cell) of a step: customs value and duty, million USD per month.
[[nodiscard]] inline auto trade_of(const MetricView& view) {
  return [&view](std::size_t n, std::size_t cell) {
    return to_musd(view.world, customs_flows(view.state)[n * view.world.n_cells() + cell].money);
  };
}
[[nodiscard]] inline auto duties_of(const MetricView& view) {
  return [&view](std::size_t n, std::size_t cell) {
    return to_musd(view.world, customs_flows(view.state)[n * view.world.n_cells() + cell].duty);
  };
}

// The same of an equilibrium; `annual` [origin][destination][product] is a flow of its solution.
[[nodiscard]] inline auto flow_of(const EquilibriumView& view, const std::vector<double>& annual) {
  return [&view, &annual](std::size_t n, std::size_t cell) {
    const std::size_t products = view.table.n_products();
    const std::size_t pair = cell / products * view.table.n_regions() + n;
    return annual[pair * products + cell % products] * view.months_money;
  };
}

}  // namespace entrepot
