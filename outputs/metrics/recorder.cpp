#include "outputs/metrics/recorder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "outputs/metrics/parts/linkage.hpp"

namespace entrepot::outputs {

Recorder::Recorder(const World& world, const Calendar& calendar, ThreadPool& pool,
                   const std::vector<std::string>& only)
    : calendar_(calendar), pool_(pool) {
  for (const Metric& metric : all_metrics()) {
    const bool wanted = only.empty() || std::find(only.begin(), only.end(), metric.name) != only.end();
    size_.push_back(metric.record == nullptr || !wanted ? 0 : metric_size(metric, world.table));
    values_.emplace_back(size_.back() * sampled_steps(calendar, metric.sampling).size(), 0.0);
    quarterly_ = quarterly_ || (metric.sampling == Sampling::quarter && !values_.back().empty());
  }
}

Recorder::~Recorder() = default;

namespace {

// The labels of a value, by its place in row-major order.
std::string labels_of(const Metric& metric, const WorldTable& table, std::size_t at) {
  std::string text;
  for (std::size_t axis = metric.axes.size(); axis-- > 0;) {
    const std::vector<std::string> labels = axis_labels(table, metric.axes[axis]);
    text = " " + metric.axes[axis] + "=" + labels[at % labels.size()] + text;
    at /= labels.size();
  }
  return text;
}

void expect_finite(const Metric& metric, std::span<const double> values, const WorldTable& table, Month month,
                   int step) {
  for (std::size_t at = 0; at < values.size(); ++at) {
    const bool bad = metric.may_be_missing ? std::isinf(values[at]) : !std::isfinite(values[at]);
    if (bad)
      throw NotFinite(fmt::format("{}{} is {} in {}, step {}", metric.name, labels_of(metric, table, at),
                                  values[at], month.text(), step));
  }
}

}  // namespace

void Recorder::record(const MetricView& view, int step) {
  std::unique_ptr<Linkage> linkage;
  const bool linked = quarterly_ && is_sampled(calendar_, step, Sampling::quarter);
  // The base year took detours too, where the run has any.
  if (linked && base_linkage_ == nullptr) {
    base_linkage_ = std::make_unique<Linkage>(table_flows(view.world.table, !view.state.reroute.empty()),
                                              view.world.table);
  }
  MetricView full{view.world, view.state, view.levers, nullptr, base_linkage_.get(), &pool_};
  if (linked) {
    linkage = std::make_unique<Linkage>(state_flows(view.world, view.state), view.world.table);
    full.linkage = linkage.get();
  }
  for (std::size_t m = 0; m < size_.size(); ++m) {
    const Metric& metric = all_metrics()[m];
    if (size_[m] == 0 || !is_sampled(calendar_, step, metric.sampling)) continue;
    const std::size_t row = sample_row(calendar_, step, metric.sampling);
    const std::span<double> values(&values_[m][row * size_[m]], size_[m]);
    metric.record(full, values);
    expect_finite(metric, values, view.world.table, calendar_.at(step), step);
  }
}

}  // namespace entrepot::outputs
