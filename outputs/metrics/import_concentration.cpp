#include <limits>
#include <vector>

#include "outputs/metrics/parts/flows.hpp"

namespace entrepot::outputs {

namespace {

// Herfindahl-Hirschman index of foreign origins, [destination][sector], of trade
// [origin][destination][sector].
void concentration(const WorldTable& table, std::span<double> out, const std::vector<double>& trade) {
  const Axes axes = table.axes();
  for (const GroupId market : axes.groups()) {
    double all = 0.0;
    double squares = 0.0;
    for (const RegionId origin : axes.regions()) {
      if (origin == axes.region_of(market)) continue;
      const double bought = trade[axes.at(origin, market)];
      all += bought;
      squares += bought * bought;
    }
    out[market.index()] = all > 0.0 ? squares / (all * all) : std::numeric_limits<double>::quiet_NaN();
  }
}

template <class ValueOf>
std::vector<double> trade_by_sector(const WorldTable& table, const ValueOf& value) {
  std::vector<double> trade(table.n_regions() * table.n_groups(), 0.0);
  sum_flows(table, trade, value);
  return trade;
}

}  // namespace

Metric import_concentration_metric() {
  return may_be_missing(
      {"import_concentration",
       "Concentration of a sector's imports over origins; missing without imports",
       "1",
       "Herfindahl-Hirschman index: sum of squared shares of foreign origins in customs value, 1 = one "
       "origin "
       "(Hirschman 1964, American Economic Review 54)",
       "mean",
       {"destination", "sector"},
       [](const MetricView& view, std::span<double> out) {
         concentration(view.world.table, out, trade_by_sector(view.world.table, trade_of(view)));
       },
       [](const EquilibriumView& view, std::span<double> out) {
         concentration(view.table, out, trade_by_sector(view.table, flow_of(view, view.solution.trade)));
       }});
}

}  // namespace entrepot::outputs
