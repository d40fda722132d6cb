// Metrics of firms on entity lists and their peers: State::listed by status and region.
#pragma once

#include <algorithm>
#include <limits>

#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

// Writes value(trade) per status and region; a run without any list has no such metric.
template <class Value>
void record_listed(const MetricView& view, std::span<double> out, const Value& value) {
  if (view.state.listed.empty()) {
    std::fill(out.begin(), out.end(), std::numeric_limits<double>::quiet_NaN());
    return;
  }
  std::transform(view.state.listed.begin(), view.state.listed.end(), out.begin(), value);
}

}  // namespace entrepot::outputs
