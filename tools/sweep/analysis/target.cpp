#include "tools/sweep/analysis/target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "outputs/compare/compare.hpp"
#include "outputs/compare/linkage/linkage_summary.hpp"
#include "outputs/compare/periods.hpp"
#include "scenarios/reader/yaml/units.hpp"
#include "sim/core/faults.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

[[noreturn]] void refuse(const SweepTarget& target, const std::string& what, const std::string& why,
                         const std::string& suggestion) {
  throw InputError(Fault{target.place, "target " + in_quotes(target.name) + ": " + what, why, suggestion});
}

std::vector<std::string> labels_of(const Axis& axis) {
  if (!axis.labels.empty()) return axis.labels;
  std::vector<std::string> labels;
  for (const double number : axis.numbers) labels.push_back(number_text(number));
  return labels;
}

// Which values of one run are read, in the order of time, and how those of one date become one number.
class Cells {
 public:
  Cells(const SweepValues& values, const SweepTarget& target) : values_(values), target_(target) {
    filters_ = parse_filters(target.where);
    for (const AxisFilter& filter : filters_) check_filter(filter);
    collect();
  }

  // The dates of the series, and for each the values of a run.
  [[nodiscard]] const std::vector<double>& days() const { return days_; }

  [[nodiscard]] std::vector<double> series(const double* run) const {
    std::vector<double> out;
    for (const std::vector<std::size_t>& cells : by_date_) {
      double sum = 0.0;
      std::size_t count = 0;
      for (const std::size_t cell : cells) {
        if (std::isnan(run[cell])) continue;
        sum += run[cell];
        ++count;
      }
      const bool adds = values_.info.aggregation == Aggregation::sum;
      out.push_back(count == 0 ? no_value : adds ? sum : sum / static_cast<double>(count));
    }
    return out;
  }

 private:
  void check_filter(const AxisFilter& filter) {
    const auto at = std::find_if(values_.axes.begin(), values_.axes.end(),
                                 [&](const Axis& axis) { return axis.name == filter.axis; });
    if (at == values_.axes.end())
      refuse(target_, fmt::format("{} has no axis {}", target_.metric, in_quotes(filter.axis)),
             "unknown name", suggest(filter.axis, values_.info.axes, "axes"));
    const std::vector<std::string> labels = labels_of(*at);
    if (std::find(labels.begin(), labels.end(), filter.label) == labels.end())
      refuse(target_, fmt::format("{} {} is not in the results", filter.axis, in_quotes(filter.label)),
             "unknown label", suggest(filter.label, labels, "labels"));
  }

  // Labels of one axis add up; an axis without a filter is read whole.
  [[nodiscard]] bool is_wanted(const Axis& axis, std::size_t position) const {
    if (axis.is_time) return target_.at.empty() || is_in_period(month_of(axis.numbers[position]), target_.at);
    bool filtered = false;
    for (const AxisFilter& filter : filters_) {
      if (filter.axis != axis.name) continue;
      filtered = true;
      if (labels_of(axis)[position] == filter.label) return true;
    }
    return !filtered;
  }

  void collect() {
    std::vector<std::vector<bool>> wanted;
    std::size_t time = values_.axes.size();
    for (std::size_t a = 0; a < values_.axes.size(); ++a) {
      const Axis& axis = values_.axes[a];
      if (axis.is_time) time = a;
      std::vector<bool> positions(axis.size());
      for (std::size_t i = 0; i < positions.size(); ++i) positions[i] = is_wanted(axis, i);
      wanted.push_back(positions);
    }
    std::vector<std::vector<std::size_t>> by_position(time < values_.axes.size() ? values_.axes[time].size()
                                                                                 : 1);
    for (std::size_t cell = 0; cell < values_.cells; ++cell) {
      std::size_t rest = cell;
      std::size_t date = 0;
      bool keep = true;
      for (std::size_t a = values_.axes.size(); a-- > 0;) {
        const std::size_t position = rest % values_.axes[a].size();
        rest /= values_.axes[a].size();
        keep = keep && wanted[a][position];
        if (a == time) date = position;
      }
      if (keep) by_position[date].push_back(cell);
    }
    for (std::size_t i = 0; i < by_position.size(); ++i) {
      if (by_position[i].empty()) continue;
      by_date_.push_back(by_position[i]);
      days_.push_back(time < values_.axes.size() ? values_.axes[time].numbers[i] : 0.0);
    }
    if (by_date_.empty())
      refuse(target_, "no value is at " + in_quotes(target_.at), "outside the calendar", "");
  }

  const SweepValues& values_;
  const SweepTarget& target_;
  std::vector<AxisFilter> filters_;
  std::vector<double> days_;
  std::vector<std::vector<std::size_t>> by_date_;
};

double mean_of_present(const std::vector<double>& values) {
  double sum = 0.0;
  std::size_t count = 0;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    sum += value;
    ++count;
  }
  return count == 0 ? no_value : sum / static_cast<double>(count);
}

double summary_of(const SweepTarget& target, const std::vector<double>& days,
                  const std::vector<double>& series) {
  if (target.summary == "mean") return mean_of_present(series);
  if (target.summary == "last") return series.back();
  const std::optional<Peak> peak = find_peak(days, series, target.base);
  if (!peak) return no_value;  // never above the base
  if (target.summary == "peak") return peak->value;
  return target.summary == "peak-date" ? 2017.0 + peak->days / 365.25 : peak->half_life_days;
}

std::vector<double> of_group(const SweepReader& reader, const SweepTarget& target, const std::string& group,
                             TargetValues& out) {
  const std::vector<std::string> metrics = reader.metrics(group);
  if (std::find(metrics.begin(), metrics.end(), target.metric) == metrics.end())
    refuse(target, "the sweep has no metric " + in_quotes(target.metric), "it was not kept",
           suggest(target.metric, metrics, "metrics"));
  const SweepValues values = reader.read(group, target.metric);
  const Cells cells(values, target);
  out.units = values.info.units;
  out.long_name = values.info.long_name;
  std::vector<double> numbers;
  for (std::size_t run = 0; run < reader.points() * reader.replicates(); ++run) {
    const std::vector<double> series = cells.series(values.values.data() + run * values.cells);
    numbers.push_back(summary_of(target, cells.days(), series));
  }
  return numbers;
}

void sum_up(std::size_t replicates, TargetValues& out) {
  for (std::size_t first = 0; first < out.runs.size(); first += replicates) {
    std::vector<double> there;
    for (std::size_t r = 0; r < replicates; ++r) {
      if (!std::isnan(out.runs[first + r])) there.push_back(out.runs[first + r]);
    }
    out.missing += replicates - there.size();
    out.points.push_back(mean_of_present(there));
    double squares = 0.0;
    for (const double value : there) squares += (value - out.points.back()) * (value - out.points.back());
    out.deviations.push_back(there.size() < 2 ? no_value
                                              : std::sqrt(squares / static_cast<double>(there.size() - 1)));
  }
}

}  // namespace

TargetValues target_values(const SweepReader& reader, const SweepTarget& target) {
  TargetValues out;
  if (target.of == "baseline") {
    out.runs = of_group(reader, target, "baseline", out);
  } else {
    out.runs = of_group(reader, target, "scenario", out);
  }
  if (target.of == "difference" || target.of == "ratio") {
    const std::vector<double> baseline = of_group(reader, target, "baseline", out);
    for (std::size_t run = 0; run < baseline.size(); ++run) {
      const double value = out.runs[run];
      out.runs[run] = target.of == "ratio" ? value / baseline[run] : value - baseline[run];
    }
    if (target.of == "ratio") out.units = std::string("1");
  }
  if (target.summary == "half-life") out.units = "days";
  if (target.summary == "peak-date") out.units = "year";
  sum_up(reader.replicates(), out);
  return out;
}

}  // namespace entrepot::tools
