// Who lost and gained: shares of origins in the importer's goods imports.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "outputs/report/sections/goods_shares.hpp"
#include "outputs/report/sections/sections.hpp"

namespace entrepot::outputs {

namespace {

const char* const share_source =
    "customs_trade: goods, customs value, duty excluded, home use left out; yearly sums";

// Positions of the origins, the largest absolute difference of `year` first, the importer left out.
std::vector<std::size_t> ranked_origins(const Derived& shares, std::size_t origins, std::size_t years,
                                        std::size_t importer) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < origins; ++i) {
    if (i != importer) order.push_back(i);
  }
  const auto size = [&](std::size_t i) {
    const double difference = std::abs(shares.difference[i * years + years - 1]);
    return std::isnan(difference) ? shares.scenario[i * years + years - 1] : difference;
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return size(a) > size(b); });
  return order;
}

Chart slope_chart(const Scope& scope, const Derived& shares, const std::vector<std::size_t>& order) {
  const std::vector<std::string>& years = scope.data.years();
  const std::vector<std::string> regions = scope.data.regions();
  Chart chart;
  chart.id = "share-slopes";
  chart.kind = ChartKind::slopes;
  chart.title = fmt::format("Share of {} goods imports, without and with the policies, {}", scope.importer,
                            years.back());
  chart.units = "% of goods imports";
  chart.source = share_source;
  Series without{"without the policies", "baseline", {}, {}, {}};
  Series with{"with the policies", "scenario", {}, {}, {}};
  for (const std::size_t i : order) {
    const std::size_t at = (i + 1) * years.size() - 1;
    chart.x.push_back(regions[i]);
    without.values.push_back(shares.baseline[at]);
    with.values.push_back(shares.scenario[at]);
  }
  chart.series = {without, with};
  return chart;
}

Chart difference_chart(const Scope& scope, const Derived& shares, const std::vector<std::size_t>& order) {
  const std::vector<std::string>& years = scope.data.years();
  const std::vector<std::string> regions = scope.data.regions();
  Chart chart;
  chart.id = "share-differences";
  chart.title = fmt::format("Change of the share of {} goods imports against no policies", scope.importer);
  chart.units = "percentage points";
  chart.source = fmt::format("{}; {}; the six origins that differ most in {}", share_source,
                             interval_note(scope.data), years.back());
  chart.x = years;
  for (std::size_t rank = 0; rank < std::min<std::size_t>(6, order.size()); ++rank) {
    const std::size_t i = order[rank];
    chart.series.push_back(difference_series(shares, regions[i], i * years.size(), years.size()));
  }
  return chart;
}

DataTable share_table(const Scope& scope, const Derived& shares, const std::vector<std::size_t>& order) {
  const std::vector<std::string>& years = scope.data.years();
  const std::vector<std::string> regions = scope.data.regions();
  DataTable table{"shares",
                  fmt::format("Share of {} goods imports by origin", scope.importer),
                  fmt::format("{}; {}", share_source, interval_note(scope.data)),
                  {},
                  {}};
  table.columns = {{"origin", "", 0, false, true},
                   {years.front() + " with", "%", 2, false, false},
                   {years.back() + " with", "%", 2, false, false},
                   {years.back() + " without", "%", 2, false, false},
                   {"difference", "pp", 2, true, false},
                   {"95 % low", "pp", 2, true, false},
                   {"95 % high", "pp", 2, true, false},
                   {"change", "%", 1, true, false}};
  for (const std::size_t i : order) {
    const std::size_t first = i * years.size();
    const std::size_t last = first + years.size() - 1;
    table.rows.push_back({regions[i], shares.scenario[first], shares.scenario[last], shares.baseline[last],
                          shares.difference[last], shares.low(last), shares.high(last),
                          100.0 * shares.difference[last] / shares.baseline[last]});
  }
  return table;
}

std::size_t position(const std::vector<std::string>& labels, const std::string& label) {
  return static_cast<std::size_t>(std::find(labels.begin(), labels.end(), label) - labels.begin());
}

}  // namespace

Derived goods_import_shares(ResultData& data, const std::string& importer) {
  const PairedMetric& trade = data.paired("customs_trade", Period::year);
  const std::vector<bool> goods = data.goods();
  std::vector<int> years(trade.size_of("time"));
  std::iota(years.begin(), years.end(), 0);
  const std::size_t at = position(trade.labels_of("destination"), importer);
  return data.derive({&trade}, [&](const ResultData::Values& values) {
    return goods_shares(*values[0], trade.size_of("origin"), at, goods, years);
  });
}

std::string largest_loser(ResultData& data, const std::string& importer) {
  const std::vector<std::string> regions = data.regions();
  const Derived shares = goods_import_shares(data, importer);
  const std::size_t years = data.years().size();
  std::string loser;
  double worst = -0.005;  // percentage points; less is called no change
  for (std::size_t i = 0; i < regions.size(); ++i) {
    const double difference = shares.difference[(i + 1) * years - 1];
    if (!(difference < worst)) continue;
    worst = difference;
    loser = regions[i];
  }
  return loser;
}

Chart gains_chart(const Scope& scope) {
  const std::vector<std::string> regions = scope.data.regions();
  const std::vector<std::string>& years = scope.data.years();
  const Derived shares = goods_import_shares(scope.data, scope.importer);
  Chart chart;
  chart.id = "gains";
  chart.kind = ChartKind::bars;
  chart.title = fmt::format("Who gains and loses in {} goods imports, {}", scope.importer, years.back());
  chart.units = "percentage points";
  chart.source = fmt::format("{}; {}", share_source, interval_note(scope.data));
  Series change{"difference", "difference", {}, {}, {}};
  const auto order = ranked_origins(shares, regions.size(), years.size(), position(regions, scope.importer));
  for (std::size_t rank = 0; rank < std::min<std::size_t>(8, order.size()); ++rank) {
    const std::size_t at = (order[rank] + 1) * years.size() - 1;
    chart.x.push_back(regions[order[rank]]);
    change.values.push_back(shares.difference[at]);
    if (scope.data.replicates() < 2) continue;
    change.low.push_back(shares.low(at));
    change.high.push_back(shares.high(at));
  }
  chart.series = {change};
  return chart;
}

Section shares_section(const Scope& scope) {
  Section section{"shares", "Who lost and who gained", {}, {}, {}, {}};
  const std::vector<std::string> regions = scope.data.regions();
  const Derived shares = goods_import_shares(scope.data, scope.importer);
  const std::vector<std::size_t> order =
      ranked_origins(shares, regions.size(), scope.data.years().size(), position(regions, scope.importer));
  if (scope.data.has_baseline()) {
    section.charts = {slope_chart(scope, shares, order), difference_chart(scope, shares, order)};
  } else {
    section.absent.push_back("differences: the file has no baseline");
  }
  section.tables = {share_table(scope, shares, order)};
  return section;
}

}  // namespace entrepot::outputs
