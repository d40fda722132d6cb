#include "outputs/metrics/recorder.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "outputs/metrics/parts/finite.hpp"
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
  const std::string when = fmt::format("{}, step {}", calendar_.at(step).text(), step);
  for (std::size_t m = 0; m < size_.size(); ++m) {
    const Metric& metric = all_metrics()[m];
    if (size_[m] == 0 || !is_sampled(calendar_, step, metric.sampling)) continue;
    const std::size_t row = sample_row(calendar_, step, metric.sampling);
    const std::span<double> values(&values_[m][row * size_[m]], size_[m]);
    metric.record(full, values);
    expect_finite(metric, values, view.world.table, when);
  }
}

}  // namespace entrepot::outputs
