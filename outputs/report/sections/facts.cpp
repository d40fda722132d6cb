#include "outputs/report/sections/facts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "outputs/report/facts/fact_answers.hpp"
#include "outputs/report/facts/views.hpp"
#include "outputs/report/result_data.hpp"
#include "outputs/report/sections/sections.hpp"
#include "sim/core/error.hpp"

namespace entrepot::outputs {

namespace {

constexpr int unmeasured = 3;

int verdict_rank(const std::string& verdict) {
  return verdict.rfind("MISS", 0) == 0 ? 0
         : verdict == "in the band"    ? 1
         : verdict == "no band"        ? 2
                                       : unmeasured;
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
  table.columns = {{"fact", "", 0, false, true},        {"role", "", 0, false, true},
                   {"run", "", -1, false, false},       {"observed", "", -1, false, false},
                   {"band", "", 0, false, true},        {"unit", "", 0, false, true},
                   {"verdict", "", 0, false, true},     {"95 % low", "", -1, false, false},
                   {"95 % high", "", -1, false, false}, {"measure", "", 0, false, true},
                   {"statement", "", 0, false, true},   {"source", "", 0, false, true}};
  const RunViews views(data);
  const std::vector<const FactView*> replicates = views.scenario();
  int misses = 0;
  int inside = 0;
  for (const Fact& fact : facts) {
    const FactAnswer answer = answer_fact(fact, replicates);
    const std::string said = fact_verdict(fact, answer);
    misses += said.rfind("MISS", 0) == 0 ? 1 : 0;
    inside += said == "in the band" ? 1 : 0;
    const Estimate& run = answer.value;
    table.rows.push_back({fact.id, fact.role, run.mean, fact.value, fact_band(fact), fact.unit, said,
                          run.mean - run.half_width, run.mean + run.half_width,
                          answer.why_not.empty() ? fact_words(fact) : "", fact.statement, fact.source});
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
      "Facts of the role check are never tuned to; input facts are imposed by scenario or data. The interval "
      "is "
      "that of the mean over replicates."};
  for (DataTable* one : {&table, &others}) {
    if (!one->rows.empty()) section.tables.push_back(std::move(*one));
  }
  return section;
}

}  // namespace entrepot::outputs
