#include "outputs/compare/cells.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "sim/core/faults.hpp"

namespace entrepot::outputs {

namespace {
std::vector<std::string> labels_of(const Axis& axis) {
  if (!axis.labels.empty()) return axis.labels;
  std::vector<std::string> labels;
  for (const double number : axis.numbers) labels.push_back(fmt::format("{}", number));
  return labels;
}

std::vector<std::string> wanted_labels(const CompareOptions& options, const std::string& axis) {
  std::vector<std::string> wanted;
  for (const AxisFilter& filter : options.filters) {
    if (filters_axis(filter, axis)) wanted.push_back(filter.label);
  }
  return wanted;
}

[[noreturn]] void refuse_label(const ResultReader& reader, const std::string& axis, const std::string& label,
                               const std::vector<std::string>& known) {
  throw InputError(Fault{
      Place{reader.path(), 0, 0, ""}, fmt::format("no '{}' on the axis {}", label, axis),
      axis == "reporter" ? fmt::format("trade by product is known of {} only; a world that knows more names "
                                       "them in its world.csv (product_detail)",
                                       fmt::join(known, ", "))
                         : "it has " + listed(known),
      suggest(label, known, Asks::plain)});
}
}  // namespace

bool has_filtered_axes(const VariableInfo& info, const CompareOptions& options) {
  return std::all_of(options.filters.begin(), options.filters.end(), [&](const AxisFilter& filter) {
    return std::any_of(info.axes.begin(), info.axes.end(),
                       [&](const std::string& axis) { return filters_axis(filter, axis); });
  });
}

void check_filters(const ResultReader& reader, const std::string& group, const CompareOptions& options) {
  std::vector<std::string> axes;
  for (const std::string& metric : reader.metrics(group)) {
    for (const std::string& axis : reader.info(group, metric).axes) {
      if (std::find(axes.begin(), axes.end(), axis) == axes.end()) axes.push_back(axis);
    }
  }
  std::vector<Fault> faults;
  for (const AxisFilter& filter : options.filters) {
    const bool known = std::any_of(axes.begin(), axes.end(),
                                   [&](const std::string& axis) { return filters_axis(filter, axis); });
    if (!known) {
      faults.push_back(
          Fault{Place{reader.path(), 0, 0, ""}, fmt::format("no axis '{}' in the results", filter.axis),
                fmt::format("there are {}", fmt::join(axes, ", ")), suggest(filter.axis, axes, Asks::plain)});
    } else if (filter.label.empty()) {
      faults.push_back(Fault{Place{reader.path(), 0, 0, ""}, fmt::format("no label after '{}='", filter.axis),
                             "a filter is axis=label",
                             fmt::format("write {}=LABEL, or leave the filter out", filter.axis)});
    }
  }
  if (!faults.empty()) throw InputError(std::move(faults));
}

Cells::Cells(const ResultReader& reader, const std::string& group, const VariableInfo& info,
             const CompareOptions& options)
    : info_(info) {
  for (const std::string& name : info.axes) {
    const Axis axis = reader.axis(group, name);
    grouped_.emplace_back();
    if (axis.is_time) {
      time_ = labels_.size();
      choose_periods(reader, axis, options);
    } else {
      choose_labels(reader, axis, options);
    }
  }
  choose_rule(reader);
  choose_time_rule(reader, group);
}

void Cells::choose_periods(const ResultReader& reader, const Axis& axis, const CompareOptions& options) {
  const std::vector<std::string> wanted = wanted_labels(options, axis.name);
  std::vector<std::size_t> chosen;
  std::vector<bool> used(wanted.size(), false);
  for (std::size_t i = 0; i < axis.numbers.size(); ++i) {
    bool keep = wanted.empty();
    for (std::size_t w = 0; w < wanted.size(); ++w) {
      if (!is_in_period(month_of(axis.numbers[i]), wanted[w])) continue;
      keep = used[w] = true;
    }
    if (keep) chosen.push_back(i);
  }
  std::vector<double> days;
  for (const std::size_t i : chosen) days.push_back(axis.numbers[i]);
  for (std::size_t w = 0; w < wanted.size(); ++w) {
    if (used[w]) continue;
    refuse_label(reader, axis.name, wanted[w],
                 {month_of(axis.numbers.front()).text(), "...", month_of(axis.numbers.back()).text()});
  }
  shortest_ = axis_period(axis.name);
  periods_ = group_months(days, options.period, shortest_);
  if (!wanted.empty()) selection_[axis.name] = chosen;
  std::vector<std::string> names;
  for (const PeriodGroup& period : periods_) names.push_back(period.name);
  labels_.push_back(names);
}

void Cells::choose_labels(const ResultReader& reader, const Axis& axis, const CompareOptions& options) {
  const std::vector<std::string> known = labels_of(axis);
  std::vector<std::string> unknown;
  const std::vector<std::string> wanted = wanted_labels(options, axis.name);
  std::vector<LabelGroup> groups = options.groups;
  if (axis.name == "product") {
    for (LabelGroup& group : hs_groups(known, wanted)) groups.push_back(std::move(group));
  }
  std::vector<AxisCell> cells = axis_cells(known, groups, wanted, unknown);
  if (!unknown.empty()) {
    std::vector<std::string> names = known;
    for (const LabelGroup& group : groups) names.push_back(group.name);
    refuse_label(reader, axis.name, unknown.front(), names);
  }
  labels_.emplace_back();
  for (const AxisCell& cell : cells) labels_.back().push_back(cell.name);
  std::vector<std::size_t> read;
  for (const AxisCell& cell : cells) read.insert(read.end(), cell.positions.begin(), cell.positions.end());
  const bool in_file_order = std::is_sorted(read.begin(), read.end()) && read.size() == cells.size();
  std::sort(read.begin(), read.end());
  read.erase(std::unique(read.begin(), read.end()), read.end());
  if (read.size() < known.size()) selection_[axis.name] = read;
  if (in_file_order) return;
  for (AxisCell& cell : cells) {
    for (std::size_t& position : cell.positions) {
      position =
          static_cast<std::size_t>(std::lower_bound(read.begin(), read.end(), position) - read.begin());
    }
  }
  grouped_.back() = std::move(cells);
}

void Cells::choose_rule(const ResultReader& reader) {
  std::vector<std::string> axes;
  for (std::size_t i = 0; i < info_.axes.size(); ++i) {
    const bool several = std::any_of(grouped_[i].begin(), grouped_[i].end(),
                                     [](const AxisCell& cell) { return cell.positions.size() > 1; });
    if (several) axes.push_back(info_.axes[i]);
  }
  if (!axes.empty()) rule_ = grouping_rule(reader, info_, axes);
}

// The months of a ratio count by its denominator, so that a year's share is sum over sum.
void Cells::choose_time_rule(const ResultReader& reader, const std::string& group) {
  const bool several = std::any_of(periods_.begin(), periods_.end(),
                                   [](const PeriodGroup& period) { return period.positions.size() > 1; });
  const std::optional<GroupingRule> rule = ratio_rule(info_);
  if (!several || !rule) return;
  if (has_weight(reader, group, *rule)) {
    time_rule_ = rule;
  } else {
    absent_weight_ = rule->weight;
  }
}

std::vector<std::string> Cells::notes() const {
  std::vector<std::string> notes;
  for (const PeriodGroup& period : periods_) {
    if (!period.complete) notes.push_back(fmt::format("{} holds {} months only", period.name, period.months));
  }
  if (!absent_weight_.empty()) {
    notes.push_back(
        fmt::format("{}: periods are plain means of months, since the file has no {} to weigh them",
                    info_.name, absent_weight_));
  }
  return notes;
}

std::size_t Cells::size() const {
  std::size_t size = 1;
  for (const std::vector<std::string>& axis : labels_) size *= axis.size();
  return size;
}

std::size_t Cells::inner_size() const {
  std::size_t size = 1;
  for (std::size_t i = time_ ? *time_ + 1 : labels_.size(); i < labels_.size(); ++i)
    size *= labels_[i].size();
  return size;
}

std::vector<std::string> Cells::labels(std::size_t cell) const {
  std::vector<std::string> names(labels_.size());
  for (std::size_t i = labels_.size(); i-- > 0;) {
    names[i] = labels_[i][cell % labels_[i].size()];
    cell /= labels_[i].size();
  }
  return names;
}

Cells::Taken Cells::take(const ResultReader& reader, const std::string& group, std::size_t replicate) const {
  Taken taken{reader.take(group, info_.name, replicate, selection_), {}};
  const bool by_label = has_groups() && rule_ && !rule_->weight.empty();
  if (by_label || time_rule_) {
    taken.weights =
        read_weights(reader, group, info_, by_label ? *rule_ : *time_rule_, replicate, selection_);
  }
  return taken;
}

std::vector<double> Cells::finish(const Taken& taken, std::size_t& missing) const {
  GroupedValues all{unpack(taken.values), taken.weights};
  if (has_groups()) all = group_labels(std::move(all), missing);
  if (!time_) return std::move(all.values);
  TimeLayout layout;
  for (std::size_t i = 0; i < labels_.size(); ++i) {
    if (i < *time_) layout.outer *= labels_[i].size();
    if (i > *time_) layout.inner *= labels_[i].size();
  }
  if (!time_rule_) all.weights.clear();
  return aggregate({all.values, all.weights}, layout, periods_, info_.aggregation, missing);
}

bool Cells::has_groups() const {
  return std::any_of(grouped_.begin(), grouped_.end(), [](const auto& axis) { return !axis.empty(); });
}

GroupedValues Cells::group_labels(GroupedValues all, std::size_t& missing) const {
  if (all.weights.empty()) all.weights.assign(all.values.size(), 1.0);
  std::size_t inner = 1;
  for (std::size_t i = info_.axes.size(); i-- > 0;) {
    const auto chosen = selection_.find(info_.axes[i]);
    const std::size_t length = chosen == selection_.end() ? info_.sizes[i] : chosen->second.size();
    if (!grouped_[i].empty()) {
      const bool adds = !rule_ || std::find(rule_->adds_over.begin(), rule_->adds_over.end(),
                                            info_.axes[i]) != rule_->adds_over.end();
      all = group_axis(all, inner, length, grouped_[i], adds, missing);
    }
    inner *= grouped_[i].empty() ? length : grouped_[i].size();
  }
  return all;
}

}  // namespace entrepot::outputs
