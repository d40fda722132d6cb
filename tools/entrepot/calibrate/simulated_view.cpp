#include "tools/entrepot/calibrate/simulated_view.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "outputs/compare/periods.hpp"
#include "outputs/metrics/metric.hpp"
#include "tools/runs/provenance.hpp"
#include "tools/runs/result_parts.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

Period period_named(const std::string& time) {
  if (time.size() == 4) return Period::year;
  return time.find('Q') != std::string::npos ? Period::quarter : Period::month;
}

bool is_metric(const std::string& name) {
  return std::any_of(all_metrics().begin(), all_metrics().end(),
                     [&](const Metric& metric) { return metric.name == name && metric.record != nullptr; });
}

}  // namespace

SimulatedView::SimulatedView(const FactWorld& world, RunJob& job, int replicate,
                             const std::vector<std::string>& recorded, bool with_policies)
    : FactView(world),
      named_(world),
      job_(job),
      replicate_(replicate),
      recorded_(recorded),
      with_policies_(with_policies),
      axes_(result_axes(job.table(), job.scenario().calendar)) {}

const Variable& SimulatedView::variable(const std::string& metric) const {
  if (!is_metric(metric)) throw NotMeasured(fmt::format("a run has no {}", metric));
  if (std::find(recorded_.begin(), recorded_.end(), metric) == recorded_.end()) throw MetricWanted(metric);
  if (result_ == nullptr) {
    const bool with_policies = with_policies_ && job_.has_policies();
    result_ = std::make_unique<VariantResult>(
        job_.run_variant(with_policies, replicate_, [](const std::string&) {}));
  }
  for (const Variable& variable : result_->variables) {
    if (variable.name == metric) return variable;
  }
  throw NotMeasured(fmt::format("{} has no meaning under the settings of this run", metric));
}

const Axis& SimulatedView::axis(const std::string& name) const {
  const auto at = std::find_if(axes_.begin(), axes_.end(), [&](const Axis& one) { return one.name == name; });
  ENTREPOT_VALIDATE(at != axes_.end(), "a metric has an axis without labels: " + name);
  return *at;
}

Cube SimulatedView::at(const std::string& metric, const std::string& time) const {
  const Variable& all = variable(metric);
  const Axis& times = axis(all.axes.front());
  const Period period = period_named(time);
  std::vector<PeriodGroup> groups = group_months(times.numbers, period, axis_period(times.name));
  std::erase_if(groups, [&](const PeriodGroup& group) { return group.name != time || !group.complete; });
  if (groups.empty()) throw NotMeasured(fmt::format("the run does not hold all of {}", time));
  Cube cube{metric, {}, {}, {}};
  for (std::size_t a = 1; a < all.axes.size(); ++a) {
    cube.axes.push_back(all.axes[a]);
    cube.labels.push_back(axis(all.axes[a]).labels);
  }
  const std::size_t inner = all.values.size() / times.size();
  std::size_t missing = 0;
  cube.values = aggregate({all.values, {}}, {1, inner}, groups, all.aggregation, missing);
  return cube;
}

const FactView& SimulatedView::baseline() const {
  if (!with_policies_) return *this;
  if (baseline_ == nullptr) baseline_.reset(new SimulatedView(named_, job_, replicate_, recorded_, false));
  return *baseline_;
}

int SimulatedView::last_year() const {
  const Calendar& calendar = job_.scenario().calendar;
  const Month last = calendar.at(calendar.steps - 1);
  return last.month() == months_per_year ? last.year() : last.year() - 1;
}

FactWorld fact_world_of(const WorldTable& table) {
  std::string goods;
  for (std::size_t k = 0; k < table.n_sectors(); ++k) {
    if (table.sector_is_goods[k]) goods += (goods.empty() ? "" : " ") + table.sectors[k];
  }
  return fact_world(goods, products_text(table));
}

}  // namespace entrepot::tools
