// The sections of a run's summary, one function each, in the order a reader meets them.
#pragma once

#include <string>
#include <vector>

#include "outputs/report/inputs.hpp"
#include "outputs/report/result_data.hpp"
#include "outputs/report/summary.hpp"

namespace entrepot::outputs {

// What every section looks at.
struct Scope {
  ResultData& data;
  std::string importer;
  std::string rival;  // "" where no origin loses
};

// One number of the headline.
struct Headline {
  std::string name;
  std::string units;
  double scenario, baseline, difference, low, high;  // NaN: not known
};

[[nodiscard]] Section assumptions_section(const ResultData& data, const Assumptions& assumed);
[[nodiscard]] Section shares_section(const Scope& scope);
[[nodiscard]] Section map_section(const Scope& scope);
[[nodiscard]] Section chain_section(const Scope& scope);
[[nodiscard]] Section links_section(const Scope& scope);
[[nodiscard]] Section sectors_section(const Scope& scope);
[[nodiscard]] Section prices_section(const Scope& scope);
[[nodiscard]] Section economy_section(const Scope& scope);
[[nodiscard]] Section firms_section(const Scope& scope);
[[nodiscard]] Section sites_section(const Scope& scope);
[[nodiscard]] Section provenance_section(const ResultData& data);

// Which events a table counts.
struct EventChoice {
  std::string id;
  std::string title;
  std::vector<std::string> kinds;  // as the file names them
  bool routes = false;             // rows by route into the importer instead of by cause
};

// Events by kind and cause, or by route, over the whole run, where the file has them.
void add_event_counts(const Scope& scope, const EventChoice& choice, Section& section);

// Goods that go by way of hubs, and products that changed their way.
void add_routes(const Scope& scope, Section& section);

// Employment of a region by sector: a chart of the largest changes, and all of it as a long table.
void add_employment_quarters(const Scope& scope, const std::string& region, Section& section);

// Results of firms by group in the last year: the rival's, then the importer's.
void add_firm_groups(const Scope& scope, Section& section);

// What moved real income in the last year, by region.
void add_income_parts(const Scope& scope, Section& section);

// Duties, subsidies and fines by quarter and in the last year.
void add_fiscal_lines(const Scope& scope, Section& section);

// Headline numbers of the last full year; metrics that the file lacks give no row.
[[nodiscard]] std::vector<Headline> headline_numbers(const Scope& scope);
// The answer: what was done, a sentence, three numbers, who gains and loses, and how far it can be trusted;
// `facts`: what the facts say of that, or "".
[[nodiscard]] Section headline_section(const Scope& scope, const std::vector<Headline>& numbers,
                                       const std::vector<AssumedPolicy>& policies, const std::string& facts);
// Bars of the change of every origin's share in the last year.
[[nodiscard]] Chart gains_chart(const Scope& scope);

// [origin][year] shares of the importer's goods imports in percent, the importer's own row 0.
[[nodiscard]] Derived goods_import_shares(ResultData& data, const std::string& importer);
// The origin whose share falls most in the last year, or "".
[[nodiscard]] std::string largest_loser(ResultData& data, const std::string& importer);

// "quarterly_trade is not in this file": for Section::absent. False when all are there.
bool note_absent(const ResultData& data, const std::vector<std::string>& metrics, const std::string& what,
                 std::vector<std::string>& absent);

// Scenario and baseline of cells `first`, `first + step`, ... as two series, the scenario with the interval
// of the paired difference around it.
[[nodiscard]] std::vector<Series> both_series(const Derived& derived, const std::string& name,
                                              std::size_t first, std::size_t count, std::size_t step = 1);
// The difference alone, with its interval.
[[nodiscard]] Series difference_series(const Derived& derived, const std::string& name, std::size_t first,
                                       std::size_t count, std::size_t step = 1);

// What a chart says of itself.
struct ChartText {
  std::string id, title, units, source;
};
// Lines over the periods `x`.
[[nodiscard]] Chart line_chart(ChartText text, const std::vector<std::string>& x, std::vector<Series> series);

// A row "name, baseline, scenario, difference, low, high" and the columns for it.
[[nodiscard]] std::vector<DataColumn> paired_columns(const std::string& heading, const std::string& units,
                                                     int decimals);
[[nodiscard]] std::vector<DataCell> paired_row(const std::string& name, const Derived& derived,
                                               std::size_t i);

// Every value of a metric by quarter with one more axis that has several labels, as a long table.
[[nodiscard]] DataTable quarter_table(const Scope& scope, const PairedMetric& paired, const std::string& id,
                                      const std::string& title, int decimals);

// What all sources say of intervals, given the number of replicates.
[[nodiscard]] std::string interval_note(const ResultData& data);

}  // namespace entrepot::outputs
