#include "outputs/metrics/metric.hpp"

#include "sim/core/error.hpp"

namespace entrepot {

#define ENTREPOT_METRIC(name) Metric name##_metric();
#include "outputs/metrics/metrics.def"
#undef ENTREPOT_METRIC

const std::vector<Metric>& all_metrics() {
  static const std::vector<Metric> metrics = {
#define ENTREPOT_METRIC(name) name##_metric(),
#include "outputs/metrics/metrics.def"
#undef ENTREPOT_METRIC
  };
  return metrics;
}

std::vector<std::string> axis_labels(const WorldTable& table, const std::string& axis) {
  if (axis == "sector") return table.sectors;
  if (axis == "product") return table.products;
  if (axis == "reporter") return table.product_detail;
  ENTREPOT_VALIDATE(axis == "origin" || axis == "destination" || axis == "region" || axis == "partner" ||
                        axis == "owner" || axis == "host",
                    "unknown axis " + axis);
  return table.regions;
}

std::size_t metric_size(const Metric& metric, const WorldTable& table) {
  std::size_t size = 1;
  for (const std::string& axis : metric.axes) size *= axis_labels(table, axis).size();
  return size;
}

Recorder::Recorder(const WorldTable& table, int steps) {
  for (const Metric& metric : all_metrics()) {
    size_.push_back(metric.record == nullptr ? 0 : metric_size(metric, table));
    values_.emplace_back(size_.back() * static_cast<std::size_t>(steps), 0.0);
  }
}

void Recorder::record(const MetricView& view, int step) {
  for (std::size_t m = 0; m < size_.size(); ++m) {
    if (size_[m] == 0) continue;
    all_metrics()[m].record(
        view, std::span<double>(&values_[m][static_cast<std::size_t>(step) * size_[m]], size_[m]));
  }
}

}  // namespace entrepot
