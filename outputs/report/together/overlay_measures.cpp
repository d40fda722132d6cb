#include "outputs/report/together/overlay_measures.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "outputs/report/sections/goods_shares.hpp"
#include "outputs/report/sections/price_index.hpp"

namespace entrepot::outputs {

namespace {

using FromValues = std::function<std::vector<double>(const std::vector<double>&)>;

// `from` makes the values by period of what the file holds of one replicate.
MeasuredRun measured(const ResultData& data, const PairedMetric& paired, const FromValues& from) {
  MeasuredRun run;
  run.periods = paired.labels_of("time");
  const std::vector<int> numbers = data.reader().replicates("scenario");
  for (std::size_t r = 0; r < paired.scenario.size(); ++r) {
    run.replicates.push_back(numbers[data.pairs()[r].value]);
    run.scenario.push_back(from(paired.scenario[r]));
    run.baseline.push_back(from(paired.baseline[r]));
  }
  return run;
}

// [period] sums over all other axes; time is the first axis.
std::vector<double> sums_by_period(const std::vector<double>& values, std::size_t periods) {
  std::vector<double> sums(periods, 0.0);
  const std::size_t inner = values.size() / periods;
  for (std::size_t i = 0; i < values.size(); ++i) sums[i / inner] += values[i];
  return sums;
}

bool has_region(const ResultData& data, const std::string& region) {
  const std::vector<std::string> regions = data.regions();
  return std::find(regions.begin(), regions.end(), region) != regions.end();
}

bool has_all(const ResultData& data, const std::string& metric, const std::vector<AxisFilter>& filters) {
  return data.has_baseline() && data.has(metric) &&
         std::all_of(filters.begin(), filters.end(),
                     [&](const AxisFilter& filter) { return has_region(data, filter.label); });
}

// A metric by quarter or year, summed over what the filters leave.
OverlayMeasure of_metric(OverlayMeasure about, const std::string& metric,
                         const std::vector<AxisFilter>& filters) {
  about.source = metric;
  about.measure = [metric, filters](ResultData& data) -> std::optional<MeasuredRun> {
    if (!has_all(data, metric, filters)) return std::nullopt;
    const PairedMetric& paired = data.paired(metric, Period::quarter, filters);
    return measured(data, paired, [&](const std::vector<double>& values) {
      return sums_by_period(values, paired.size_of("time"));
    });
  };
  return about;
}

// [origin][year]
std::optional<MeasuredRun> goods_shares_of(ResultData& data, const std::string& importer) {
  if (!has_all(data, "customs_trade", {{"destination", importer}}) || data.goods().empty())
    return std::nullopt;
  const PairedMetric& trade = data.paired("customs_trade", Period::year);
  const std::vector<std::string>& regions = trade.labels_of("destination");
  const auto at =
      static_cast<std::size_t>(std::find(regions.begin(), regions.end(), importer) - regions.begin());
  std::vector<int> years(trade.size_of("time"));
  for (std::size_t t = 0; t < years.size(); ++t) years[t] = static_cast<int>(t);
  const std::vector<bool> goods = data.goods();
  return measured(data, trade, [&](const std::vector<double>& values) {
    return goods_shares(values, regions.size(), at, goods, years);
  });
}

// Keeps `count` values from `first` on, every `step`-th.
void keep(std::vector<std::vector<double>>& replicates, std::size_t first, std::size_t step) {
  for (std::vector<double>& values : replicates) {
    std::vector<double> kept;
    for (std::size_t i = first; i < values.size(); i += step) kept.push_back(values[i]);
    values = std::move(kept);
  }
}

std::optional<MeasuredRun> share_of_origin(ResultData& data, const std::string& importer,
                                           const std::string& origin) {
  const std::vector<std::string> regions = data.regions();
  std::optional<MeasuredRun> run = goods_shares_of(data, importer);
  if (!run || !has_region(data, origin)) return std::nullopt;
  const std::size_t years = run->periods.size();
  const auto at =
      static_cast<std::size_t>(std::find(regions.begin(), regions.end(), origin) - regions.begin());
  for (auto* side : {&run->scenario, &run->baseline}) {
    for (std::vector<double>& values : *side)
      values = {values.begin() + static_cast<std::ptrdiff_t>(at * years),
                values.begin() + static_cast<std::ptrdiff_t>((at + 1) * years)};
  }
  return run;
}

OverlayMeasure rival_share(const std::string& importer, const std::string& rival) {
  return {"overlay-share",
          fmt::format("share of {} in {} goods imports", rival, importer),
          "percentage points",
          "customs_trade: goods, customs value, duty excluded, home use left out; yearly sums",
          false,
          [importer, rival](ResultData& data) { return share_of_origin(data, importer, rival); }};
}

OverlayMeasure import_prices(const std::string& importer) {
  return {"overlay-import-prices",
          fmt::format("import prices of {}", importer),
          "%",
          "import_price, weighted with the imports of the first year",
          true,
          [importer](ResultData& data) -> std::optional<MeasuredRun> {
            if (!has_all(data, "import_price", {{"destination", importer}}) || data.goods().empty())
              return std::nullopt;
            const PairedMetric& prices =
                data.paired("import_price", Period::quarter, {{"destination", importer}});
            const std::vector<double> weights = import_weights(data, importer);
            return measured(data, prices, [&](const std::vector<double>& values) {
              return weighted_means(values, weights, prices.size_of("sector"), 1.0);
            });
          }};
}

}  // namespace

std::vector<OverlayMeasure> overlay_measures(const std::string& importer, const std::string& rival) {
  std::vector<OverlayMeasure> all;
  if (!rival.empty()) all.push_back(rival_share(importer, rival));
  all.push_back(of_metric({"overlay-consumer-prices", "consumer prices of " + importer, "%", "", true, {}},
                          "consumer_price", {{"region", importer}}));
  all.push_back(import_prices(importer));
  all.push_back(of_metric({"overlay-real-income", "real income of " + importer, "%", "", true, {}},
                          "real_income", {{"region", importer}}));
  all.push_back(of_metric({"overlay-real-gdp", "real GDP of " + importer, "%", "", true, {}}, "real_gdp",
                          {{"region", importer}}));
  all.push_back(of_metric(
      {"overlay-duties", "duties collected by " + importer, "million USD per quarter", "", false, {}},
      "duties", {{"destination", importer}}));
  if (!rival.empty())
    all.push_back(of_metric({"overlay-indirect-index",
                             fmt::format("indirect-link index of {} to {}", rival, importer),
                             "base year = 1",
                             "",
                             false,
                             {}},
                            "indirect_link_index", {{"origin", rival}, {"destination", importer}}));
  return all;
}

OverlayMeasure shares_by_origin(const std::string& importer) {
  return {"overlay-gains",
          fmt::format("share of {} goods imports", importer),
          "percentage points",
          "customs_trade: goods, customs value, duty excluded, home use left out; the last full year",
          false,
          [importer](ResultData& data) {
            std::optional<MeasuredRun> run = goods_shares_of(data, importer);
            if (!run) return run;
            const std::size_t years = run->periods.size();
            keep(run->scenario, years - 1, years);
            keep(run->baseline, years - 1, years);
            run->periods = data.regions();
            return run;
          }};
}

}  // namespace entrepot::outputs
