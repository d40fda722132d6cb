#include "outputs/report/sections/facts.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "outputs/compare/render/text_table.hpp"
#include "outputs/report/result_data.hpp"
#include "outputs/report/sections/sections.hpp"
#include "sim/core/error.hpp"

namespace entrepot::outputs {

namespace {

struct Measured {
  double value = not_known;
  std::string why_not;  // "" when there is a value
};

// The cells of one period that the filters leave, added up.
Derived sum_of(ResultData& data, const FactMeasure& measure, const std::string& time) {
  std::vector<AxisFilter> filters = parse_filters(measure.where);
  filters.push_back({"time", time});
  const Period period = time.size() == 4                     ? Period::year
                        : time.size() == 7 && time[5] != 'Q' ? Period::month
                                                             : Period::quarter;
  const PairedMetric& paired = data.paired(measure.metric, period, filters);
  return data.derive({&paired}, [](const ResultData::Values& values) {
    double sum = 0.0;
    for (const double value : *values[0]) sum += value;
    return std::vector<double>{sum};
  });
}

double express(double value, double base, const std::string& as) {
  if (as == "change") return value - base;
  if (as == "points") return 100.0 * (value - base);
  if (as == "percent") return 100.0 * (value / base - 1.0);
  return value;
}

Measured measure_fact(ResultData& data, const FactMeasure& measure) {
  if (measure.metric.empty()) return {not_known, "no measure is given"};
  if (!data.has(measure.metric)) return {not_known, "no " + measure.metric + " in this file"};
  if (measure.base == "baseline" && !data.has_baseline()) return {not_known, "the file has no baseline"};
  try {
    const Derived now = sum_of(data, measure, measure.time);
    if (measure.as == "level") return {now.scenario[0], ""};
    if (measure.base == "baseline") return {express(now.scenario[0], now.baseline[0], measure.as), ""};
    return {express(now.scenario[0], sum_of(data, measure, measure.base).scenario[0], measure.as), ""};
  } catch (const InputError& error) {
    return {not_known, error.faults().front().what};
  }
}

std::string verdict(const Fact& fact, const Measured& measured) {
  if (!measured.why_not.empty()) return "not measured: " + measured.why_not;
  if (std::isnan(measured.value)) return "not measured: no value";
  if (std::isnan(fact.low) && std::isnan(fact.high)) return "no band";
  if (measured.value < fact.low) return "MISS: below the band";
  if (measured.value > fact.high) return "MISS: above the band";
  return "in the band";
}

constexpr int unmeasured = 3;

int verdict_rank(const std::string& verdict) {
  return verdict.rfind("MISS", 0) == 0 ? 0
         : verdict == "in the band"    ? 1
         : verdict == "no band"        ? 2
                                       : unmeasured;
}

std::string band(const Fact& fact) {
  if (std::isnan(fact.low) && std::isnan(fact.high)) return "-";
  return fmt::format("{} to {}", format_value(fact.low), format_value(fact.high));
}

}  // namespace

std::string facts_line(const Section& facts) {
  if (facts.tables.empty()) return "";
  const DataTable& table = facts.tables.front();
  if (table.id != "facts") return fmt::format("none of the {} can be measured in this run", table.source);
  const auto counted = [&](const char* begin) {
    return std::count_if(table.rows.begin(), table.rows.end(),
                         [&](const auto& row) { return row[6].text.rfind(begin, 0) == 0; });
  };
  const auto inside = counted("in the band");
  const auto banded = inside + counted("MISS");
  return fmt::format("{} of {} measured {} lie in their band", inside, banded, table.source);
}

Section facts_section(ResultData& data, const std::vector<Fact>& facts, const std::string& file) {
  Section section{"facts", "Against what was observed", {}, {}, {}, {}};
  DataTable table{"facts", "Value against band", "facts of " + file, {}, {}};
  table.columns = {
      {"fact", "", 0, false, true},       {"role", "", 0, false, true},      {"run", "", -1, false, false},
      {"observed", "", -1, false, false}, {"band", "", 0, false, true},      {"unit", "", 0, false, true},
      {"verdict", "", 0, false, true},    {"statement", "", 0, false, true}, {"source", "", 0, false, true}};
  int misses = 0;
  int inside = 0;
  for (const Fact& fact : facts) {
    const Measured measured = measure_fact(data, fact.measure);
    const std::string said = verdict(fact, measured);
    misses += said.rfind("MISS", 0) == 0 ? 1 : 0;
    inside += said == "in the band" ? 1 : 0;
    table.rows.push_back({fact.id, fact.role, measured.value, fact.value, band(fact), fact.unit, said,
                          fact.statement, fact.source});
  }
  // What was measured comes first, misses before hits; the rest is to look things up in.
  std::stable_sort(table.rows.begin(), table.rows.end(), [](const auto& a, const auto& b) {
    return verdict_rank(a[6].text) < verdict_rank(b[6].text);
  });
  const auto rest = std::find_if(table.rows.begin(), table.rows.end(),
                                 [](const auto& row) { return verdict_rank(row[6].text) == unmeasured; });
  DataTable others{"facts-unmeasured", "Not measured in this run", table.source,
                   table.columns,      {rest, table.rows.end()},   true};
  table.rows.erase(rest, table.rows.end());
  section.text = {
      fmt::format("{} of {} facts lie in their band, {} miss it, {} are not measured or have no band.",
                  inside, facts.size(), misses, static_cast<int>(facts.size()) - inside - misses),
      "Facts of the role check are never tuned to; input facts are imposed by scenario or data."};
  for (DataTable* one : {&table, &others}) {
    if (!one->rows.empty()) section.tables.push_back(std::move(*one));
  }
  return section;
}

}  // namespace entrepot::outputs
