// What policies did to firms, by group: those of the rival and of the importer.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "outputs/report/sections/sections.hpp"

namespace entrepot::outputs {

namespace {

// A metric of one region's firms by group in the last year.
struct GroupYear {
  Derived values;
  std::size_t first = 0;  // place of the first group in the last year
};

GroupYear group_year(const Scope& scope, const std::string& metric, const std::string& region) {
  const PairedMetric& paired = scope.data.paired(metric, Period::year, {{"region", region}});
  const std::size_t groups = paired.size_of("firm_group");
  return {scope.data.derive({&paired}, [](const ResultData::Values& values) { return *values[0]; }),
          (paired.size_of("time") - 1) * groups};
}

std::string words_of(std::string label) {
  std::replace(label.begin(), label.end(), '_', ' ');
  return label;
}

// The change in percent of the value without policies, and its interval.
std::vector<DataCell> change_cells(const GroupYear& year, std::size_t group) {
  const std::size_t at = year.first + group;
  const double percent = 100.0 / year.values.baseline[at];
  return {percent * year.values.difference[at], percent * year.values.low(at),
          percent * year.values.high(at)};
}

DataTable group_table(const Scope& scope, const std::string& region) {
  const PairedMetric& paired = scope.data.paired("firm_group_count", Period::year, {{"region", region}});
  const GroupYear count = group_year(scope, "firm_group_count", region);
  const GroupYear volume = group_year(scope, "firm_group_volume", region);
  const GroupYear sales = group_year(scope, "firm_group_sales", region);
  const GroupYear added = group_year(scope, "firm_group_value_added", region);
  DataTable table{
      "firm-groups-" + region,
      fmt::format("Goods firms in {} by group, {}: difference to no policies", region,
                  paired.labels_of("time").back()),
      "firm_group_count, _volume, _sales, _value_added; groups are those of the base year, and overlap; "
      "low and high of the volume; " +
          interval_note(scope.data),
      {{"firms", "", 0, false, true},
       {"number", "", 0, false, false},
       {"volume", "%", 2, true, false},
       {"95 % low", "%", 2, true, false},
       {"95 % high", "%", 2, true, false},
       {"sales", "%", 2, true, false},
       {"value added", "%", 2, true, false}},
      {}};
  const std::vector<std::string>& groups = paired.labels_of("firm_group");
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const double firms = count.values.baseline[count.first + g];
    if (!(firms > 0.0)) continue;
    std::vector<DataCell> row{words_of(groups[g]), firms};
    for (const DataCell& cell : change_cells(volume, g)) row.push_back(cell);
    row.push_back(change_cells(sales, g).front());
    row.push_back(change_cells(added, g).front());
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

void add_firm_groups(const Scope& scope, Section& section) {
  const std::vector<std::string> metrics = {"firm_group_count", "firm_group_volume", "firm_group_sales",
                                            "firm_group_value_added"};
  if (note_absent(scope.data, metrics, "results of firms by group", section.absent)) return;
  if (!scope.data.has_baseline()) {
    section.absent.push_back("results of firms by group: the file has no baseline");
    return;
  }
  for (const std::string& region : {scope.rival, scope.importer}) {
    if (!region.empty()) section.tables.push_back(group_table(scope, region));
  }
}

}  // namespace entrepot::outputs
