// Prices, duties and the public purse.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "outputs/report/sections/price_index.hpp"
#include "outputs/report/sections/sections.hpp"

namespace entrepot::outputs {

namespace {

std::vector<std::string> countries(const Scope& scope) {
  return scope.rival.empty() ? std::vector<std::string>{scope.importer}
                             : std::vector<std::string>{scope.importer, scope.rival};
}

void append(std::vector<Series>& to, std::vector<Series> from) {
  for (Series& series : from) to.push_back(std::move(series));
}

void add_import_prices(const Scope& scope, Section& section) {
  if (note_absent(scope.data, {"import_price"}, "import prices", section.absent)) return;
  const PairedMetric& prices =
      scope.data.paired("import_price", Period::quarter, {{"destination", scope.importer}});
  const std::vector<double> weights = import_weights(scope.data, scope.importer);
  const std::size_t sectors = prices.size_of("sector");
  const Derived index = import_price_index(scope.data, prices, weights);
  section.charts.push_back(line_chart(
      {"import-price", fmt::format("Import prices of {}, duties included", scope.importer), "base year = 1",
       fmt::format("import_price of goods, weighted by imports of the first year without the policies; {}",
                   interval_note(scope.data))},
      prices.labels_of("time"), both_series(index, "import price", 0, prices.size_of("time"))));
  const Derived by_sector = scope.data.derive({&prices}, [](const auto& values) { return *values[0]; });
  DataTable table{
      "import-prices",
      fmt::format("Import prices of {} by sector, {}", scope.importer, prices.labels_of("time").back()),
      fmt::format("import_price, duties included; {}", interval_note(scope.data)),
      {},
      {}};
  table.columns = paired_columns("sector", "base year = 1", 4);
  for (std::size_t k = 0; k < sectors; ++k) {
    if (weights[k] > 0.0)
      table.rows.push_back(
          paired_row(prices.labels_of("sector")[k], by_sector, (prices.size_of("time") - 1) * sectors + k));
  }
  section.tables.push_back(std::move(table));
  section.tables.push_back(
      quarter_table(scope, prices, "import-prices-quarters",
                    fmt::format("Import prices of {} by sector and quarter", scope.importer), 4));
}

void add_consumer_prices(const Scope& scope, Section& section) {
  if (note_absent(scope.data, {"consumer_price"}, "consumer prices", section.absent)) return;
  const PairedMetric& prices = scope.data.paired("consumer_price", Period::quarter);
  const std::vector<std::string>& regions = prices.labels_of("region");
  const Derived all = scope.data.derive({&prices}, [](const auto& values) { return *values[0]; });
  std::vector<Series> series;
  for (const std::string& region : countries(scope)) {
    const auto at =
        static_cast<std::size_t>(std::find(regions.begin(), regions.end(), region) - regions.begin());
    append(series, both_series(all, region, at, prices.size_of("time"), regions.size()));
  }
  section.charts.push_back(line_chart(
      {"consumer-price", "Consumer prices", "base year = 1",
       fmt::format("consumer_price, without a distribution margin; {}", interval_note(scope.data))},
      prices.labels_of("time"), std::move(series)));
  section.tables.push_back(
      quarter_table(scope, prices, "consumer-prices-quarters", "Consumer prices by region and quarter", 4));
}

// Duty on goods of one pair in percent, by the trade of the first year without the policies.
std::vector<Series> duty_lines(const Scope& scope, const std::string& origin,
                               const std::string& destination) {
  const PairedMetric& rates =
      scope.data.paired("duty_rate", Period::quarter, {{"origin", origin}, {"destination", destination}});
  const std::vector<double> weights = pair_weights(scope.data, origin, destination);
  const std::size_t sectors = rates.size_of("sector");
  const Derived mean = scope.data.derive({&rates}, [&](const ResultData::Values& values) {
    return weighted_means(*values[0], weights, sectors, 100.0);
  });
  return both_series(mean, origin + " to " + destination, 0, rates.size_of("time"));
}

void add_duty_rates(const Scope& scope, Section& section) {
  if (scope.rival.empty() || note_absent(scope.data, {"duty_rate"}, "duties in force", section.absent))
    return;
  std::vector<Series> series = duty_lines(scope, scope.rival, scope.importer);
  append(series, duty_lines(scope, scope.importer, scope.rival));
  for (Series& one : series) one.low.clear(), one.high.clear();  // duties are the same in every replicate
  section.charts.push_back(line_chart(
      {"duty-rates", fmt::format("Duties between {} and {}", scope.rival, scope.importer),
       "% of customs value", "duty_rate of goods, weighted by trade of the first year without the policies"},
      scope.data
          .paired("duty_rate", Period::quarter, {{"origin", scope.rival}, {"destination", scope.importer}})
          .labels_of("time"),
      std::move(series)));
}

}  // namespace

Section prices_section(const Scope& scope) {
  Section section{"prices", "Prices and duties", {}, {}, {}, {}};
  add_import_prices(scope, section);
  add_consumer_prices(scope, section);
  add_duty_rates(scope, section);
  add_fiscal_lines(scope, section);
  return section;
}

}  // namespace entrepot::outputs
