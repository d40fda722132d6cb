#include "outputs/compare/compare.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "outputs/compare/cells.hpp"
#include "outputs/compare/match.hpp"
#include "outputs/compare/measured.hpp"
#include "outputs/compare/read_cells.hpp"
#include "outputs/compare/same_world.hpp"
#include "outputs/compare/static_month.hpp"
#include "outputs/compare/statistics.hpp"
#include "outputs/store/layout.hpp"
#include "sim/core/error.hpp"

namespace entrepot::outputs {

namespace {
void add_note(std::vector<std::string>& notes, const std::string& note) {
  if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(note);
}

CompareSection heading_of(const Side& value, const Side& against, const VariableInfo& info,
                          const Cells& cells, const CompareOptions& options) {
  CompareSection section;
  section.metric = info.name;
  section.long_name = info.long_name;
  section.value_name = value.name;
  section.against_name = against.name;
  section.aggregation = info.aggregation;
  section.sum_over_sum = cells.is_sum_over_sum();
  section.has_time = cells.has_time();
  section.period = std::max(options.period, cells.shortest_period());
  section.units = cells.has_time() ? units_over(info.units, info.aggregation, section.period) : info.units;
  section.axes = info.axes;
  section.cells = cells.size();
  return section;
}

Measured measure(const Side& value, const Side& against, const VariableInfo& info,
                 const std::vector<ReplicatePair>& pairs, const CompareOptions& options, ThreadPool& pool,
                 std::vector<std::string>& notes) {
  const Cells cells(value.reader, value.group, info, options);
  const Cells others(against.reader, against.group, info, options);  // the same cells, maybe in other places
  std::vector<CellSource> sources;                                   // the two of a pair follow each other
  for (const ReplicatePair& pair : pairs) {
    sources.push_back({cells, value.reader, value.group, pair.value});
    sources.push_back({others, against.reader, against.group, pair.against});
  }
  PairedSums sums(cells.size());
  std::vector<double> first;
  const std::size_t missing = read_cells(pool, sources, [&](std::size_t i, std::vector<double> values) {
    if (i % 2 == 0) {
      first = std::move(values);
    } else {
      sums.add(first, values);
    }
  });
  CompareSection section = heading_of(value, against, info, cells, options);
  section.replicates = pairs.size();
  for (const std::string& note : cells.notes()) add_note(notes, note);
  if (!cells.weight_name().empty()) {
    add_note(notes, fmt::format("{}: groups are means weighted by {}", info.name, cells.weight_name()));
  }
  if (missing > 0) add_note(notes, fmt::format("{}: {} missing values are left out", info.name, missing));
  return {std::move(section), cells, std::move(sums)};
}

// A metric that cannot be grouped ends the comparison only where it was asked for by its name.
bool can_be_grouped(const Side& value, const VariableInfo& info, const CompareOptions& options,
                    std::vector<std::string>& notes) {
  try {
    static_cast<void>(Cells(value.reader, value.group, info, options));
    return true;
  } catch (const NoGrouping& error) {
    if (options.metric == info.name) throw;
    add_note(notes, fmt::format("{}: left out, {}", info.name, error.why()));
    return false;
  }
}

// The metrics to compare, and every mismatch of worlds, axes and units.
std::vector<std::string> match_sides(const Side& value, const Side& against, const CompareOptions& options,
                                     Findings& findings) {
  const std::vector<std::string> metrics = common_metrics(value, against, options.metric, findings.notes);
  match_files(value, against, options.worlds, findings);
  for (const std::string& metric : metrics) match_metric(value, against, metric, findings.faults);
  return metrics;
}

void throw_or_note(Findings findings, std::vector<std::string>& notes) {
  if (!findings.faults.empty()) throw InputError(std::move(findings.faults));
  for (const std::string& note : findings.notes) add_note(notes, note);
}

void compare_sides(const Side& value, const Side& against, const CompareOptions& asked,
                   std::vector<Measured>& measured, std::vector<std::string>& notes) {
  Findings findings;
  const std::vector<std::string> metrics = match_sides(value, against, asked, findings);
  throw_or_note(std::move(findings), notes);
  CompareOptions options = shared_months(value, against, asked, notes);
  check_filters(value.reader, value.group, options);
  options.groups = resolve_groups(value.reader, value.group, asked.groups);
  const std::vector<ReplicatePair> pairs = pair_replicates(value, against, notes);
  if (pairs.size() == 1) add_note(notes, "one replicate: no interval");
  const std::size_t before = measured.size();
  ThreadPool pool(options.threads);
  for (const std::string& metric : metrics) {
    const VariableInfo info = value.reader.info(value.group, metric);
    if (!has_filtered_axes(info, options)) {
      add_note(notes, metric + " lacks an axis of the filter: left out");
    } else if (can_be_grouped(value, info, options, notes)) {
      measured.push_back(measure(value, against, info, pairs, options, pool, notes));
    }
  }
  if (measured.size() == before) {
    throw InputError(Fault{Place{value.reader.path(), 0, 0, ""},
                           "no metric has all axes of the filter and can be grouped as asked",
                           fmt::format("looked at {}", fmt::join(metrics, ", ")), ""});
  }
}

// Files that stand side by side share world and calendar, even where each is held against its own baseline.
void check_alike(const std::vector<std::string>& files, const CompareOptions& options,
                 std::vector<std::string>& notes) {
  const ResultReader first(files[0]);
  Findings findings;
  for (std::size_t i = 1; i < files.size(); ++i) {
    const ResultReader reader(files[i]);
    static_cast<void>(
        match_sides({first, "scenario", files[0]}, {reader, "scenario", files[i]}, options, findings));
  }
  throw_or_note(std::move(findings), notes);
}

void compare_with_baseline(const std::string& file, const std::string& name, const CompareOptions& options,
                           std::vector<Measured>& measured, std::vector<std::string>& notes) {
  const ResultReader reader(file);
  if (!reader.has_group("baseline")) {
    throw InputError(Fault{Place{file, 0, 0, ""}, "no baseline to compare with",
                           "the run was made without one", "give a second file"});
  }
  compare_sides({reader, "scenario", name}, {reader, "baseline", "baseline"}, options, measured, notes);
}

void compare_with_first(const std::vector<std::string>& files, const CompareOptions& options,
                        std::vector<Measured>& measured, std::vector<std::string>& notes) {
  const ResultReader first(files[0]);
  for (std::size_t i = 1; i < files.size(); ++i) {
    const ResultReader other(files[i]);
    compare_sides({first, "scenario", files[0]}, {other, "scenario", files[i]}, options, measured, notes);
  }
}

}  // namespace

CompareTable compare_results(const std::vector<std::string>& files, const CompareOptions& options) {
  if (files.empty()) throw UsageError("compare needs a result file");
  CompareTable table;
  std::vector<Measured> measured;
  if (files.size() == 1) {
    table.title = files[0] + ": scenario against baseline";
    compare_with_baseline(files[0], "scenario", options, measured, table.notes);
  } else if (options.against_baseline) {
    table.title = fmt::format("{}: each against its own baseline", fmt::join(files, ", "));
    check_alike(files, options, table.notes);
    for (const std::string& file : files) compare_with_baseline(file, file, options, measured, table.notes);
  } else {
    const std::vector<std::string> others(files.begin() + 1, files.end());
    table.title = fmt::format("{} against {}", files[0], fmt::join(others, ", "));
    compare_with_first(files, options, measured, table.notes);
  }
  table.sections = sections_of(measured, options.top);
  return table;
}

std::vector<AxisFilter> parse_filters(const std::string& text) {
  std::vector<AxisFilter> filters;
  for (std::size_t at = 0; at <= text.size() && !text.empty();) {
    const std::size_t comma = std::min(text.find(',', at), text.size());
    const std::string part = text.substr(at, comma - at);
    const std::size_t equals = part.find('=');
    const bool another = equals == std::string::npos && !part.empty() && !filters.empty();
    if (equals == 0 || (equals == std::string::npos && !another)) {
      throw UsageError(fmt::format("'{}' is no filter: write axis=label, for example origin=CHN,MEX", part));
    }
    filters.push_back(another ? AxisFilter{filters.back().axis, part}
                              : AxisFilter{part.substr(0, equals), part.substr(equals + 1)});
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

}  // namespace entrepot::outputs
