#include "outputs/compare/compare.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "outputs/compare/cells.hpp"
#include "outputs/compare/match.hpp"
#include "outputs/compare/static_month.hpp"
#include "outputs/compare/statistics.hpp"
#include "outputs/store/layout.hpp"
#include "sim/core/error.hpp"

namespace entrepot {

namespace {
// Positions of the cells to show: all, or the largest absolute differences (missing ones last).
std::vector<std::size_t> ranked_cells(const PairedSums& sums, std::size_t top) {
  std::vector<std::size_t> cells(sums.cells());
  std::iota(cells.begin(), cells.end(), std::size_t{0});
  if (top == 0) return cells;
  const auto size = [&](std::size_t cell) {
    const double difference = std::abs(sums.mean_difference(cell));
    return std::isnan(difference) ? -1.0 : difference;
  };
  const auto larger = [&](std::size_t a, std::size_t b) {
    return size(a) != size(b) ? size(a) > size(b) : a < b;
  };
  const auto middle = cells.begin() + static_cast<std::ptrdiff_t>(std::min(top, cells.size()));
  std::partial_sort(cells.begin(), middle, cells.end(), larger);
  cells.erase(middle, cells.end());
  return cells;
}

CompareRow make_row(const PairedSums& sums, std::size_t cell, std::vector<std::string> labels) {
  CompareRow row;
  row.labels = std::move(labels);
  row.value = sums.mean_value(cell);
  row.against = sums.mean_against(cell);
  row.difference = sums.mean_difference(cell);
  row.low = row.difference - sums.half_width(cell);
  row.high = row.difference + sums.half_width(cell);
  row.change_percent = row.against == 0.0 ? std::numeric_limits<double>::quiet_NaN()
                                          : 100.0 * row.difference / std::abs(row.against);
  return row;
}

void add_note(std::vector<std::string>& notes, const std::string& note) {
  if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(note);
}

void note_incomplete(const Cells& cells, std::vector<std::string>& notes) {
  for (const PeriodGroup& period : cells.periods()) {
    if (period.complete) continue;
    add_note(notes, fmt::format("{} holds {} months only", period.name, period.months));
  }
}

CompareSection compare_metric(const Side& value, const Side& against, const VariableInfo& info,
                              const std::vector<ReplicatePair>& pairs, const CompareOptions& options,
                              std::vector<std::string>& notes) {
  const Cells cells(value.reader, value.group, info, options);
  const Cells others(against.reader, against.group, info, options);  // the same cells, maybe in other places
  PairedSums sums(cells.size());
  std::size_t missing = 0;
  for (const ReplicatePair& pair : pairs) {
    sums.add(cells.read(value.reader, value.group, pair.value, missing),
             others.read(against.reader, against.group, pair.against, missing));
  }
  CompareSection section;
  section.metric = info.name;
  section.long_name = info.long_name;
  section.units = info.units;
  section.value_name = value.name;
  section.against_name = against.name;
  section.aggregation = info.aggregation;
  section.has_time = cells.has_time();
  section.period = std::max(options.period, cells.shortest_period());
  section.axes = info.axes;
  section.replicates = pairs.size();
  section.cells = cells.size();
  for (const std::size_t cell : ranked_cells(sums, options.top)) {
    section.rows.push_back(make_row(sums, cell, cells.labels(cell)));
  }
  note_incomplete(cells, notes);
  if (missing > 0) add_note(notes, fmt::format("{}: {} missing values are left out", info.name, missing));
  return section;
}

void compare_sides(const Side& value, const Side& against, const CompareOptions& asked, CompareTable& table) {
  std::vector<std::string> metrics = common_metrics(value, against, asked.metric, table.notes);
  std::vector<Fault> faults;
  match_worlds(value, against, faults, table.notes);
  for (const std::string& metric : metrics) match_metric(value, against, metric, faults);
  if (!faults.empty()) throw InputError(std::move(faults));
  const CompareOptions options = shared_months(value, against, asked, table.notes);
  const std::vector<ReplicatePair> pairs = pair_replicates(value, against, table.notes);
  if (pairs.size() == 1) add_note(table.notes, "one replicate: no interval");
  std::size_t compared = 0;
  for (const std::string& metric : metrics) {
    const VariableInfo info = value.reader.info(value.group, metric);
    if (!has_filtered_axes(info, options)) {
      add_note(table.notes, metric + " lacks an axis of the filter: left out");
      continue;
    }
    table.sections.push_back(compare_metric(value, against, info, pairs, options, table.notes));
    ++compared;
  }
  if (compared == 0) {
    throw InputError(Fault{Place{value.reader.path(), 0, 0, ""}, "no metric has all axes of the filter",
                           fmt::format("looked at {}", fmt::join(metrics, ", ")), ""});
  }
}

void compare_with_baseline(const std::string& file, const CompareOptions& options, CompareTable& table) {
  const ResultReader reader(file);
  if (!reader.has_group("baseline")) {
    throw InputError(Fault{Place{file, 0, 0, ""}, "no baseline to compare with",
                           "the run was made without one", "give a second file"});
  }
  table.title = file + ": scenario against baseline";
  compare_sides({reader, "scenario", "scenario"}, {reader, "baseline", "baseline"}, options, table);
}
}  // namespace

CompareTable compare_results(const std::vector<std::string>& files, const CompareOptions& options) {
  if (files.empty()) throw UsageError("compare needs a result file");
  CompareTable table;
  if (files.size() == 1) {
    compare_with_baseline(files[0], options, table);
    return table;
  }
  const std::vector<std::string> others(files.begin() + 1, files.end());
  table.title = fmt::format("{} against {}", files[0], fmt::join(others, ", "));
  const ResultReader first(files[0]);
  for (const std::string& file : others) {
    const ResultReader other(file);
    compare_sides({first, "scenario", files[0]}, {other, "scenario", file}, options, table);
  }
  return table;
}

std::vector<AxisFilter> parse_filters(const std::string& text) {
  std::vector<AxisFilter> filters;
  for (std::size_t at = 0; at <= text.size() && !text.empty();) {
    const std::size_t comma = std::min(text.find(',', at), text.size());
    const std::string part = text.substr(at, comma - at);
    const std::size_t equals = part.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == part.size()) {
      throw UsageError(fmt::format("'{}' is no filter: write axis=label, for example origin=CHN", part));
    }
    filters.push_back({part.substr(0, equals), part.substr(equals + 1)});
    at = comma + 1;
  }
  return filters;
}

Period parse_period(const std::string& text) {
  for (const Period period : {Period::month, Period::quarter, Period::year}) {
    if (text == period_name(period)) return period;
  }
  throw UsageError(fmt::format("'{}' is no period: month, quarter or year", text));
}

const char* period_name(Period period) {
  return period == Period::month ? "month" : period == Period::quarter ? "quarter" : "year";
}

}  // namespace entrepot
