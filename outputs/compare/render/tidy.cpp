#include "outputs/compare/render/tidy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "outputs/compare/cells.hpp"
#include "outputs/compare/match.hpp"
#include "outputs/store/layout.hpp"

namespace entrepot::outputs {

namespace {

struct Chosen {
  VariableInfo info;
  Cells cells;
  std::string units;  // of a value of the period
};

CompareOptions cell_options(const ResultReader& reader, const TidyOptions& asked) {
  CompareOptions options;
  options.metric = asked.metric;
  options.period = asked.period;
  options.filters = asked.filters;
  options.groups = resolve_groups(reader, "scenario", asked.groups);
  return options;
}

std::vector<Chosen> choose(const ResultReader& reader, const CompareOptions& options,
                           std::vector<std::string>& notes) {
  const Side side{reader, "scenario", reader.path()};
  std::vector<Chosen> chosen;
  for (const std::string& metric : common_metrics(side, side, options.metric, notes)) {
    const VariableInfo info = reader.info("scenario", metric);
    if (!has_filtered_axes(info, options)) {
      notes.push_back(metric + " lacks an axis of the filter: left out");
      continue;
    }
    try {
      const Cells cells(reader, "scenario", info, options);
      const Period period = std::max(options.period, cells.shortest_period());
      chosen.push_back({info, cells, units_over(info.units, info.aggregation, period)});
    } catch (const NoGrouping& error) {
      if (options.metric == metric) throw;
      notes.push_back(fmt::format("{}: left out, {}", metric, error.why()));
    }
  }
  if (chosen.empty()) {
    throw InputError(Fault{Place{reader.path(), 0, 0, ""},
                           "no metric has all axes of the filter and can be grouped as asked", "", ""});
  }
  return chosen;
}

// The axis as a column: all time axes share one.
std::string column_of(const std::string& axis) {
  return axis_period(axis) == Period::month ? axis : layout::time;
}

std::vector<std::string> columns_of(const std::vector<Chosen>& chosen) {
  std::vector<std::string> columns{"metric", "units", "run", "replicate"};
  for (const Chosen& one : chosen) {
    for (const std::string& axis : one.info.axes) {
      const std::string column = column_of(axis);
      if (std::find(columns.begin(), columns.end(), column) == columns.end()) columns.push_back(column);
    }
  }
  columns.emplace_back("value");
  return columns;
}

// Places of the axes of a metric among the columns.
std::vector<std::size_t> places_of(const VariableInfo& info, const std::vector<std::string>& columns) {
  std::vector<std::size_t> places;
  for (const std::string& axis : info.axes) {
    const auto at = std::find(columns.begin(), columns.end(), column_of(axis));
    places.push_back(static_cast<std::size_t>(at - columns.begin()));
  }
  return places;
}

void write_run(const ResultReader& reader, const Chosen& one, const std::string& run,
               const std::vector<std::string>& columns, const TakeRow& take) {
  const std::vector<std::size_t> places = places_of(one.info, columns);
  const std::vector<int> replicates = reader.replicates(run);
  std::vector<std::string> row(columns.size());
  row[0] = one.info.name;
  row[1] = one.units;
  row[2] = run;
  for (std::size_t r = 0; r < replicates.size(); ++r) {
    row[3] = std::to_string(replicates[r]);
    std::size_t missing = 0;
    const std::vector<double> values = one.cells.read(reader, run, r, missing);
    for (std::size_t cell = 0; cell < values.size(); ++cell) {
      const std::vector<std::string> labels = one.cells.labels(cell);
      for (std::size_t i = 0; i < places.size(); ++i) row[places[i]] = labels[i];
      row.back() = std::isnan(values[cell]) ? "" : fmt::format("{}", values[cell]);
      take(row);
    }
  }
}

}  // namespace

std::vector<std::string> tidy_rows(const std::string& file, const TidyOptions& options, const TakeRow& take) {
  const ResultReader reader(file);
  std::vector<std::string> notes;
  note_unfinished(reader, notes);
  const CompareOptions asked = cell_options(reader, options);
  check_filters(reader, "scenario", asked);
  const std::vector<Chosen> chosen = choose(reader, asked, notes);
  for (const Chosen& one : chosen) {
    for (const std::string& note : one.cells.notes()) {
      if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(note);
    }
  }
  const std::vector<std::string> columns = columns_of(chosen);
  take(columns);
  for (const std::string& run : options.runs) {
    if (!reader.has_group(run)) {
      notes.push_back(fmt::format("{} has no {}", file, run));
      continue;
    }
    for (const Chosen& one : chosen) write_run(reader, one, run, columns, take);
  }
  return notes;
}

}  // namespace entrepot::outputs
