// What moved real income, by region.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "outputs/report/sections/sections.hpp"

namespace entrepot::outputs {

namespace {

// The last year's parts of every region, each region's sum before them: [region][sum, parts].
Derived sums_and_parts(const Scope& scope, const PairedMetric& paired) {
  const std::size_t parts = paired.size_of("part");
  const std::size_t regions = paired.size_of("region");
  const std::size_t last = (paired.size_of("time") - 1) * regions * parts;
  return scope.data.derive({&paired}, [&](const ResultData::Values& values) {
    std::vector<double> out;
    for (std::size_t n = 0; n < regions; ++n) {
      const auto first = values[0]->begin() + static_cast<std::ptrdiff_t>(last + n * parts);
      const auto end = first + static_cast<std::ptrdiff_t>(parts);
      double sum = 0.0;
      std::for_each(first, end, [&](double part) { sum += part; });
      out.push_back(sum);
      out.insert(out.end(), first, end);
    }
    return out;
  });
}

std::string heading_of(std::string part) {
  std::replace(part.begin(), part.end(), '_', ' ');
  return part;
}

}  // namespace

void add_income_parts(const Scope& scope, Section& section) {
  if (note_absent(scope.data, {"real_income_parts"}, "what moved real income", section.absent)) return;
  const PairedMetric& paired = scope.data.paired("real_income_parts", Period::year);
  const Derived values = sums_and_parts(scope, paired);
  if (std::all_of(values.difference.begin(), values.difference.end(),
                  [](double v) { return std::isnan(v); })) {
    section.absent.push_back("what moved real income: known where wages clear (closure: clearing)");
    return;
  }
  DataTable table{
      "income-parts",
      fmt::format("What moved real income in {}: difference to no policies", paired.labels_of("time").back()),
      "real_income_parts; the parts add up to the change; " + interval_note(scope.data),
      {{"region", "", 0, false, true},
       {"real income", paired.units, 0, true, false},
       {"95 % low", paired.units, 0, true, false},
       {"95 % high", paired.units, 0, true, false}},
      {}};
  const std::vector<std::string>& parts = paired.labels_of("part");
  for (const std::string& part : parts)
    table.columns.push_back({heading_of(part), paired.units, 0, true, false});
  std::size_t at = 0;
  for (const std::string& region : paired.labels_of("region")) {
    std::vector<DataCell> row{region, values.difference[at], values.low(at), values.high(at)};
    for (std::size_t part = 1; part <= parts.size(); ++part) row.push_back(values.difference[at + part]);
    table.rows.push_back(std::move(row));
    at += parts.size() + 1;
  }
  section.tables.push_back(std::move(table));
}

}  // namespace entrepot::outputs
