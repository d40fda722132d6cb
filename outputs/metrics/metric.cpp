#include "outputs/metrics/metric.hpp"

#include <algorithm>
#include <array>

#include "outputs/metrics/linkage.hpp"
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

namespace {

std::vector<std::string> stage_labels() {
  std::vector<std::string> labels;
  for (std::size_t s = 1; s < stage_bins; ++s) labels.push_back(std::to_string(s));
  labels.push_back(std::to_string(stage_bins) + "+");
  return labels;
}

}  // namespace

std::vector<std::string> axis_labels(const WorldTable& table, const std::string& axis) {
  if (axis == "sector") return table.sectors;
  if (axis == "product") return table.products;
  if (axis == "reporter") return table.product_detail;
  if (axis == "stages") return stage_labels();
  if (axis == "status") return {"listed", "peers"};
  constexpr std::array region_axes{"origin", "destination", "region", "partner",
                                   "owner",  "host",        "border", "hub"};
  ENTREPOT_VALIDATE(std::find(region_axes.begin(), region_axes.end(), axis) != region_axes.end(),
                    "unknown axis " + axis);
  return table.regions;
}

std::size_t metric_size(const Metric& metric, const WorldTable& table) {
  std::size_t size = 1;
  for (const std::string& axis : metric.axes) size *= axis_labels(table, axis).size();
  return size;
}

Recorder::Recorder(const World& world, const Calendar& calendar, ThreadPool& pool,
                   const std::vector<std::string>& only)
    : calendar_(calendar), pool_(pool) {
  bool quarterly = false;
  for (const Metric& metric : all_metrics()) {
    const bool wanted = only.empty() || std::find(only.begin(), only.end(), metric.name) != only.end();
    size_.push_back(metric.record == nullptr || !wanted ? 0 : metric_size(metric, world.table));
    values_.emplace_back(size_.back() * sampled_steps(calendar, metric.sampling).size(), 0.0);
    quarterly = quarterly || (metric.sampling == Sampling::quarter && !values_.back().empty());
  }
  if (quarterly) base_linkage_ = std::make_unique<Linkage>(table_flows(world.table), world.table);
}

Recorder::~Recorder() = default;

void Recorder::record(const MetricView& view, int step) {
  MetricView full{view.world, view.state, view.levers, nullptr, base_linkage_.get(), &pool_};
  std::unique_ptr<Linkage> linkage;
  if (base_linkage_ != nullptr && is_sampled(calendar_, step, Sampling::quarter)) {
    linkage = std::make_unique<Linkage>(state_flows(view.world, view.state), view.world.table);
    full.linkage = linkage.get();
  }
  for (std::size_t m = 0; m < size_.size(); ++m) {
    const Metric& metric = all_metrics()[m];
    if (size_[m] == 0 || !is_sampled(calendar_, step, metric.sampling)) continue;
    const std::size_t row = sample_row(calendar_, step, metric.sampling);
    metric.record(full, std::span<double>(&values_[m][row * size_[m]], size_[m]));
  }
}

}  // namespace entrepot
