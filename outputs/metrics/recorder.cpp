#include "outputs/metrics/recorder.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "outputs/metrics/parts/few_firms.hpp"
#include "outputs/metrics/parts/finite.hpp"
#include "outputs/metrics/parts/firm_groups.hpp"
#include "outputs/metrics/parts/linkage.hpp"
#include "sim/core/error.hpp"

namespace entrepot::outputs {

Recorder::Recorder(const World& world, const Calendar& calendar, ThreadPool& pool,
                   const std::vector<std::string>& only)
    : calendar_(calendar), pool_(pool) {
  for (const Metric& metric : all_metrics()) {
    const bool wanted = (only.empty() || std::find(only.begin(), only.end(), metric.name) != only.end()) &&
                        !tells_of_few_firms(metric, world.table);
    size_.push_back(metric.record == nullptr || !wanted ? 0 : metric_size(metric, world.table));
    values_.emplace_back(size_.back() * sampled_steps(calendar, metric.sampling).size(), 0.0);
    grouped_ = grouped_ || (size_.back() > 0 && has_firm_groups(metric));
    quarterly_ = quarterly_ || (metric.sampling == Sampling::quarter && !values_.back().empty());
  }
}

Recorder::~Recorder() = default;

std::size_t Recorder::size_by(std::size_t metric, int steps) const {
  return size_[metric] *
         sampled_steps(Calendar{calendar_.start, steps}, all_metrics()[metric].sampling).size();
}

std::span<const double> Recorder::recorded(std::size_t metric, int steps) const {
  return std::span(values_[metric]).first(size_by(metric, steps));
}

void Recorder::restore(std::size_t metric, int steps, std::span<const double> rows) {
  const std::size_t size = size_by(metric, steps);
  ENTREPOT_VALIDATE(rows.size() == size && size <= values_[metric].size(), "rows of another run");
  std::copy(rows.begin(), rows.end(), values_[metric].begin());
}

void Recorder::record(const MetricView& view, int step) {
  std::unique_ptr<Linkage> linkage;
  const bool linked = quarterly_ && is_sampled(calendar_, step, Sampling::quarter);
  // The base year took detours too, where the run has any.
  if (linked && base_linkage_ == nullptr) {
    base_linkage_ = std::make_unique<Linkage>(table_flows(view.world.table, !view.state.reroute.empty()),
                                              view.world.table);
  }
  if (grouped_ && firm_groups_ == nullptr)
    firm_groups_ = std::make_unique<FirmGroups>(view.world, view.state.firm_status);
  MetricView full{view.world,          view.state, view.levers,       nullptr,
                  base_linkage_.get(), &pool_,     firm_groups_.get()};
  if (linked) {
    linkage = std::make_unique<Linkage>(state_flows(view.world, view.state), view.world.table);
    full.linkage = linkage.get();
  }
  const std::vector<std::size_t> due = due_at(step);
  pool_.for_each(due.size(),
                 [&](std::size_t at) { all_metrics()[due[at]].record(full, row_of(due[at], step)); });
  const std::string when = fmt::format("{}, step {}", calendar_.at(step).text(), step);
  for (const std::size_t m : due) expect_finite(all_metrics()[m], row_of(m, step), view.world.table, when);
}

std::vector<std::size_t> Recorder::due_at(int step) const {
  std::vector<std::size_t> due;
  for (std::size_t m = 0; m < size_.size(); ++m) {
    if (size_[m] > 0 && is_sampled(calendar_, step, all_metrics()[m].sampling)) due.push_back(m);
  }
  return due;
}

std::span<double> Recorder::row_of(std::size_t metric, int step) {
  const std::size_t row = sample_row(calendar_, step, all_metrics()[metric].sampling);
  return {&values_[metric][row * size_[metric]], size_[metric]};
}

}  // namespace entrepot::outputs
