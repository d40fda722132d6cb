// Observed values for `entrepot score`.
#include <fmt/format.h>

#include <cmath>
#include <filesystem>

#include "scenarios/data/csv.hpp"
#include "tools/entrepot/history/forecast_file.hpp"
#include "tools/entrepot/history/observed_files.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace {

constexpr int no_base_year = 0;  // sectors weigh nothing here

// Every number of the observed series, by the names that forecasts use.
ObservedLevels levels_of(const ObservedFiles& files) {
  ObservedLevels levels;
  for (const ObservedSeries& series : files.series) {
    for (const auto& [year, values] : series.years) {
      for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isnan(values[i]))
          levels.values[{series.id, series.cells[i].name, std::to_string(year)}] = values[i];
      }
    }
  }
  levels.notes = files.notes;
  return levels;
}

ObservedLevels levels_of_table(const std::string& path) {
  const CsvTable table = CsvTable::load(path);
  Faults faults;
  std::vector<std::size_t> columns;
  for (const char* name : {"measure", "cell", "period", "value"}) {
    if (const auto column = table.require_column(name, faults)) columns.push_back(*column);
  }
  faults.throw_if_any();
  ObservedLevels levels;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto text = [&](std::size_t i) { return std::string(table.text(row, columns[i])); };
    if (text(3).empty()) continue;  // not known
    const std::optional<double> value = table.number(row, columns[3]);
    if (!value) faults.add(table.place(row, columns[3]), in_quotes(text(3)) + " is no number", "", "");
    if (!levels.values.emplace(ObservedKey{text(0), text(1), text(2)}, value.value_or(0.0)).second)
      faults.add(table.place(row, columns[0]),
                 fmt::format("{}, {} of {} stands twice", text(0), text(1), text(2)), "", "");
  }
  faults.throw_if_any();
  return levels;
}

}  // namespace

ObservedLevels read_observed_levels(const std::string& path) {
  namespace fs = std::filesystem;
  if (fs::is_directory(path)) return levels_of(read_observed(path, no_base_year));
  if (is_observed_file(fs::path(path).filename().string()))
    return levels_of(read_observed_file(path, no_base_year));
  return levels_of_table(path);
}

}  // namespace entrepot::tools
