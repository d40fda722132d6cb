#include "outputs/metrics/parts/finite.hpp"

#include <fmt/format.h>

#include <cmath>

namespace entrepot::outputs {

namespace {

// The labels of a value, by its place.
std::string labels_of(const Metric& metric, const WorldTable& table, std::size_t at) {
  std::string text;
  for (std::size_t axis = metric.axes.size(); axis-- > 0;) {
    const std::vector<std::string> labels = axis_labels(table, metric.axes[axis]);
    text = " " + metric.axes[axis] + "=" + labels[at % labels.size()] + text;
    at /= labels.size();
  }
  return text;
}

}  // namespace

void expect_finite(const Metric& metric, std::span<const double> values, const WorldTable& table,
                   const std::string& when) {
  for (std::size_t at = 0; at < values.size(); ++at) {
    const bool bad = metric.may_be_missing ? std::isinf(values[at]) : !std::isfinite(values[at]);
    if (bad)
      throw NotFinite(
          fmt::format("{}{} is {} in {}", metric.name, labels_of(metric, table, at), values[at], when));
  }
}

}  // namespace entrepot::outputs
