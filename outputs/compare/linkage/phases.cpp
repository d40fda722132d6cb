#include "outputs/compare/linkage/phases.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "outputs/compare/linkage/series.hpp"

namespace entrepot::outputs {

namespace {

using Path = std::vector<double>;  // [period]

// What a row is made from.
struct RowSource {
  std::string name;
  std::string metric;
  std::vector<AxisFilter> filters;
  Pool pool = Pool::none;
  int phase = 0;
  double sign = 1.0;       // -1: the row tells of a fall
  std::string owner = {};  // of trade_by_owner: whose part of all sales; "": of all owners abroad
};

// One number per replicate and period.
class EffectReader {
 public:
  EffectReader(const ResultReader& reader, const RowSource& source, Period period)
      : source_(source),
        scenario_(series(reader, "scenario", period)),
        baseline_(series(reader, "baseline", period)) {}

  [[nodiscard]] const std::vector<double>& years() const { return scenario_.years(); }
  [[nodiscard]] Path baseline(std::size_t replicate) const { return path(baseline_, replicate); }
  [[nodiscard]] Path effect(std::size_t replicate) const {
    Path out = path(scenario_, replicate);
    const Path without = baseline(replicate);
    for (std::size_t t = 0; t < out.size(); ++t) out[t] = source_.sign * (out[t] - without[t]);
    return out;
  }

 private:
  [[nodiscard]] SeriesReader series(const ResultReader& reader, const std::string& group,
                                    Period period) const {
    CompareOptions options;
    options.period = period;
    options.filters = source_.filters;
    return {reader, group, source_.metric, options, source_.pool};
  }

  [[nodiscard]] Path path(const SeriesReader& series, std::size_t replicate) const {
    const std::vector<Path> all = series.read(replicate);
    return source_.metric == "trade_by_owner" ? owned_share(series, all) : all.front();
  }

  // Sales of plants of the owner, or of all whose owner is not the host, over all sales. Axes: owner, host,
  // destination.
  [[nodiscard]] Path owned_share(const SeriesReader& series, const std::vector<Path>& all) const {
    Path owned(all.front().size(), 0.0);
    Path total = owned;
    for (std::size_t s = 0; s < all.size(); ++s) {
      const std::vector<std::string> labels = series.labels(s);
      const bool counts = source_.owner.empty() ? labels[0] != labels[1] : labels[0] == source_.owner;
      for (std::size_t t = 0; t < owned.size(); ++t) {
        total[t] += all[s][t];
        if (counts) owned[t] += all[s][t];
      }
    }
    for (std::size_t t = 0; t < owned.size(); ++t) owned[t] /= total[t];
    return owned;
  }

  const RowSource& source_;
  SeriesReader scenario_;
  SeriesReader baseline_;
};

bool is_missing(const Path& path) {
  return std::all_of(path.begin(), path.end(), [](double value) { return std::isnan(value); });
}

// What one replicate says of a row.
struct Told {
  Path effect;
  double peak = 0.0;
  double fall = 0.0;
  bool at_end = false;
};

std::vector<Told> told(const EffectReader& effects, std::size_t replicates) {
  std::vector<Told> out;
  for (std::size_t r = 0; r < replicates; ++r) {
    Told one{effects.effect(r)};
    one.peak = summarise(SeriesSummary::peak, effects.years(), one.effect);
    one.fall = summarise(SeriesSummary::fall, effects.years(), one.effect);
    one.at_end = one.peak > 0.0 && one.peak == one.effect.back();
    out.push_back(std::move(one));
  }
  return out;
}

LinkageRow summed_up(const RowSource& source, const EffectReader& effects,
                     const std::vector<Told>& replicates) {
  const auto over = [&](SeriesSummary summary) {
    std::vector<double> values;
    for (const Told& one : replicates) values.push_back(summarise(summary, effects.years(), one.effect));
    return estimate(values);
  };
  std::vector<double> base;
  for (std::size_t r = 0; r < replicates.size(); ++r) base.push_back(effects.baseline(r).front());
  LinkageRow row;
  row.name = source.name;
  row.phase = source.phase;
  row.base = estimate(base);
  row.peak = over(SeriesSummary::peak);
  row.peak_date = over(SeriesSummary::peak_date);
  row.half_life = over(SeriesSummary::half_life);
  row.end = over(SeriesSummary::end);
  row.fall = over(SeriesSummary::fall);
  for (const Told& one : replicates) row.peaks_at_end += one.at_end ? 1U : 0U;
  return row;
}

std::vector<RowSource> row_sources(const LinkageRequest& request) {
  const std::vector<AxisFilter> pair = {{"origin", request.origin}, {"destination", request.destination}};
  const std::string hubs = fmt::format("{}", fmt::join(request.hubs, "+"));
  std::vector<AxisFilter> pooled = pair;
  std::vector<AxisFilter> hosts = {{"destination", request.destination}};
  for (const std::string& hub : request.hubs) {
    pooled.push_back({"hub", hub});
    hosts.push_back({"host", hub});
  }
  std::vector<RowSource> rows = {
      {fmt::format("1 share lost by {}", request.origin), "import_share", pair, Pool::none, 1, -1.0},
      {fmt::format("2 re-exports by {}, million USD a {}", hubs, period_name(request.period)), "re_exports",
       pooled, Pool::sum, 2},
      {fmt::format("3 share of foreign plants in exports of {}", hubs), "trade_by_owner", hosts, Pool::none,
       3},
      {fmt::format("3 of it, plants of {}", request.origin), "trade_by_owner", hosts, Pool::none, 0, 1.0,
       request.origin}};
  for (const std::string& hub : request.hubs) {
    std::vector<AxisFilter> one = pair;
    one.push_back({"hub", hub});
    rows.push_back({"4 content " + hub, "export_content", one, Pool::none, request.hubs.size() == 1 ? 4 : 0});
  }
  if (request.hubs.size() > 1)
    rows.push_back({"4 content " + hubs, "export_content", pooled, Pool::exports, 4});
  rows.push_back({"indirect-link index", "indirect_link_index", pair});
  return rows;
}

bool is_seen(int phase, const Told& one) { return phase == 4 ? one.fall > 0.0 : one.peak > 0.0; }

}  // namespace

void add_phases(const ResultReader& reader, LinkageReport& report) {
  const std::vector<std::string> metrics = reader.metrics("scenario");
  std::vector<int> seen(report.replicates, 0);
  for (const RowSource& source : row_sources(report.request)) {
    const bool kept = std::find(metrics.begin(), metrics.end(), source.metric) != metrics.end();
    if (!kept && source.phase != 4 && source.phase != 0) {
      report.notes.push_back(fmt::format("{}: {} is not in the file", source.name, source.metric));
      continue;
    }
    const EffectReader effects(reader, source, report.request.period);
    if (is_missing(effects.baseline(0))) {
      report.notes.push_back(fmt::format("{}: missing in this run", source.name));
      continue;
    }
    const std::vector<Told> replicates = told(effects, report.replicates);
    report.rows.push_back(summed_up(source, effects, replicates));
    for (std::size_t r = 0; r < replicates.size(); ++r)
      seen[r] += source.phase != 0 && is_seen(source.phase, replicates[r]) ? 1 : 0;
  }
  report.all_phases = static_cast<std::size_t>(std::count(seen.begin(), seen.end(), 4));
}

}  // namespace entrepot::outputs
