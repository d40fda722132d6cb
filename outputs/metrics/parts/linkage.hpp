// What the linkage metrics share: the Leontief system of one month's flows, solved once per quarter.
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "models/theory/exposure.hpp"
#include "models/theory/value_added_trade.hpp"
#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

using namespace theory;

struct Linkage {
  Linkage(InterCountryFlows flows, const WorldTable& table);

  Leontief system;
  Exposure exposure;                       // to each origin's manufactures
  Eigen::MatrixXd content;                 // value added of origins in a unit of output, [origin][group]
  std::vector<Eigen::MatrixXd> by_border;  // value added in final use, [destination] of [origin][border]
};

// Flows of the base year (million USD per year); with what its routes by way of hubs carry, if `routed`.
[[nodiscard]] InterCountryFlows table_flows(const WorldTable& table, bool routed = false);
// Flows of the last quarter-end month of a run (million USD per month; BugError before the first): plants
// abroad apart from the firms at home beside them, and with what that month's routes carry, where goods are
// re-routed.
[[nodiscard]] InterCountryFlows state_flows(const World& world, const State& state);

// Share of a destination's final use at basic prices that is value added of `origin` delivered by third
// regions: neither the origin nor the destination.
[[nodiscard]] double indirect_share(const Linkage& linkage, std::size_t origin, std::size_t destination);

// Copies a matrix to `out`, row by row.
void write_rows(const Eigen::MatrixXd& matrix, std::span<double> out);
// Copies [destination] of [origin][border] to out [origin][border][destination].
void write_by_border(const std::vector<Eigen::MatrixXd>& by_destination, std::span<double> out);

// Fills `out` by write(linkage); with NaN where this month's flows have no Leontief inverse.
template <class Write>
void write_linkage(const MetricView& view, std::span<double> out, const Write& write) {
  if (view.linkage->system.productive()) {
    write(*view.linkage);
  } else {
    std::fill(out.begin(), out.end(), std::numeric_limits<double>::quiet_NaN());
  }
}

}  // namespace entrepot::outputs
