#include "outputs/report/result_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <sstream>

#include "outputs/compare/cells.hpp"
#include "outputs/compare/read_cells.hpp"
#include "outputs/compare/statistics.hpp"
#include "outputs/store/layout.hpp"
#include "sim/core/error.hpp"

namespace entrepot::outputs {

namespace {

// Labels of an axis that is no time axis, after filters: in the order of the file.
std::vector<std::string> kept_labels(const Axis& axis, const std::vector<AxisFilter>& filters) {
  std::vector<std::string> kept;
  const bool filtered = std::any_of(filters.begin(), filters.end(), [&](const AxisFilter& filter) {
    return filters_axis(filter, axis.name);
  });
  for (std::size_t i = 0; i < axis.size(); ++i) {
    const std::string label = axis.labels.empty() ? fmt::format("{}", axis.numbers[i]) : axis.labels[i];
    const bool wanted = std::any_of(filters.begin(), filters.end(), [&](const AxisFilter& filter) {
      return filters_axis(filter, axis.name) && filter.label == label;
    });
    if (!filtered || wanted) kept.push_back(label);
  }
  return kept;
}

std::string key_of(const std::string& metric, Period period, const std::vector<AxisFilter>& filters) {
  std::string key = fmt::format("{}/{}", metric, period_name(period));
  for (const AxisFilter& filter : filters) key += fmt::format("/{}={}", filter.axis, filter.label);
  return key;
}

// Keeps the years that are on the metric's time axis, unless a filter already speaks of time.
void keep_years(const ResultReader& reader, const VariableInfo& info, const std::vector<std::string>& years,
                std::vector<AxisFilter>& filters) {
  const auto speaks_of_time = [](const AxisFilter& filter) { return filter.axis == layout::time; };
  if (std::any_of(filters.begin(), filters.end(), speaks_of_time)) return;
  for (const std::string& name : info.axes) {
    if (!filters_axis({layout::time, ""}, name)) continue;
    const std::vector<double> days = reader.axis("scenario", name).numbers;
    for (const std::string& year : years) {
      const auto inside = [&](double day) { return is_in_period(month_of(day), year); };
      if (std::any_of(days.begin(), days.end(), inside)) filters.push_back({layout::time, year});
    }
  }
}

}  // namespace

std::size_t PairedMetric::axis(const std::string& name) const {
  const auto at = std::find(axes.begin(), axes.end(), name);
  ENTREPOT_VALIDATE(at != axes.end(), metric + " has no axis " + name);
  return static_cast<std::size_t>(at - axes.begin());
}

const std::vector<std::string>& PairedMetric::labels_of(const std::string& name) const {
  return labels[axis(name)];
}

ResultData::ResultData(const std::string& path, int threads)
    : reader_(path), pool_(threads), has_baseline_(reader_.has_group("baseline")) {
  if (!reader_.has_group("scenario")) {
    throw InputError(Fault{Place{path, 0, 0, ""}, "no results of a scenario",
                           "the file holds no /results/scenario", "give a file written by `entrepot run`"});
  }
  const Side scenario{reader_, "scenario", "scenario"};
  const Side other{reader_, has_baseline_ ? "baseline" : "scenario", "baseline"};
  pairs_ = pair_replicates(scenario, other, notes_);
  find_years();
}

void ResultData::find_years() {
  const Axis time = reader_.axis("scenario", layout::time);
  const std::vector<PeriodGroup> groups = group_months(time.numbers, Period::year);
  for (const PeriodGroup& group : groups) {
    if (group.complete) years_.push_back(group.name);
  }
  years_complete_ = !years_.empty();
  if (years_complete_) return;
  for (const PeriodGroup& group : groups) years_.push_back(group.name);
}

bool ResultData::has(const std::string& metric) const {
  const std::vector<std::string> all = metrics();
  return std::find(all.begin(), all.end(), metric) != all.end();
}

std::vector<std::string> ResultData::regions() const {
  return has("import_share") ? reader_.axis("scenario", "destination").labels : std::vector<std::string>{};
}

std::vector<bool> ResultData::goods() const {
  const std::string listed = text(layout::goods_text);
  std::vector<bool> goods;
  if (listed.empty() || !has("customs_trade")) return goods;
  std::istringstream words(listed);
  const std::vector<std::string> names{std::istream_iterator<std::string>(words), {}};
  for (const std::string& sector : reader_.axis("scenario", "sector").labels) {
    goods.push_back(std::find(names.begin(), names.end(), sector) != names.end());
  }
  return goods;
}

std::string ResultData::text(const std::string& name) const {
  return reader_.has_text(name) ? reader_.text(name) : "";
}

const PairedMetric& ResultData::paired(const std::string& metric, Period period,
                                       const std::vector<AxisFilter>& filters) {
  const std::string key = key_of(metric, period, filters);
  const auto known = paired_.find(key);
  if (known != paired_.end()) return known->second;
  CompareOptions options;
  options.period = period;
  options.filters = filters;
  const VariableInfo info = reader_.info("scenario", metric);
  if (period == Period::year) keep_years(reader_, info, years_, options.filters);
  const Cells cells(reader_, "scenario", info, options);
  PairedMetric paired{
      metric, units_over(info.units, info.aggregation, std::max(period, cells.shortest_period())), {}, {}, {},
      {}};
  for (const std::string& name : info.axes) {
    const Axis axis = reader_.axis("scenario", name);
    paired.axes.push_back(axis.is_time ? std::string(layout::time) : name);
    paired.labels.emplace_back();
    if (!axis.is_time) paired.labels.back() = kept_labels(axis, options.filters);
    for (const PeriodGroup& group : cells.periods()) {
      if (axis.is_time) paired.labels.back().push_back(group.name);
    }
  }
  std::vector<CellSource> sources;
  for (const ReplicatePair& pair : pairs_) {
    sources.push_back({cells, reader_, "scenario", pair.value});
    if (has_baseline_) sources.push_back({cells, reader_, "baseline", pair.against});
  }
  read_cells(pool_, sources, [&](std::size_t i, std::vector<double> values) {
    (sources[i].group == "scenario" ? paired.scenario : paired.baseline).push_back(std::move(values));
  });
  return paired_.emplace(key, std::move(paired)).first->second;
}

Derived ResultData::derive(const std::vector<const PairedMetric*>& metrics, const From& from) const {
  const auto side = [&](std::size_t r, bool baseline) {
    Values values;
    for (const PairedMetric* paired : metrics)
      values.push_back(baseline ? &paired->baseline[r] : &paired->scenario[r]);
    return from(values);
  };
  const std::vector<double> first = side(0, false);
  PairedSums sums(first.size());
  for (std::size_t r = 0; r < pairs_.size(); ++r) sums.add(side(r, false), side(r, has_baseline_));
  Derived out;
  for (std::size_t i = 0; i < first.size(); ++i) {
    out.scenario.push_back(sums.mean_value(i));
    out.baseline.push_back(has_baseline_ ? sums.mean_against(i) : not_known);
    out.difference.push_back(has_baseline_ ? sums.mean_difference(i) : not_known);
    out.half_width.push_back(has_baseline_ ? sums.half_width(i) : not_known);
  }
  return out;
}

}  // namespace entrepot::outputs
