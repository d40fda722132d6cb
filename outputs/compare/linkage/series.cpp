#include "outputs/compare/linkage/series.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "outputs/compare/linkage/linkage_summary.hpp"
#include "sim/core/faults.hpp"

namespace entrepot::outputs {

namespace {

constexpr double missing_value = std::numeric_limits<double>::quiet_NaN();
constexpr double days_per_year = 365.25;

double middle_of(const PeriodGroup& period, Period length) {
  const double start = period.first.year() + (period.first.month() - 1) / 12.0;
  return start + static_cast<double>(months_in(length)) / 24.0;
}

VariableInfo checked_info(const ResultReader& reader, const std::string& group, const std::string& metric,
                          const CompareOptions& options, Pool pool) {
  const std::vector<std::string> known = reader.metrics(group);
  if (std::find(known.begin(), known.end(), metric) == known.end()) {
    throw InputError(Fault{Place{reader.path(), 0, 0, ""}, "no metric '" + metric + "' in the results",
                           fmt::format("there are {}", fmt::join(known, ", ")),
                           suggest(metric, known, Asks::plain)});
  }
  check_filters(reader, group, options);
  const VariableInfo info = reader.info(group, metric);
  if (!has_filtered_axes(info, options)) {
    throw InputError(Fault{Place{reader.path(), 0, 0, ""}, metric + " lacks an axis of the filter",
                           fmt::format("its axes are {}", fmt::join(info.axes, ", ")), ""});
  }
  if (pool == Pool::exports && metric != "export_content") {
    throw UsageError("pooling by exports is for the metric export_content; use sum or mean");
  }
  return info;
}

std::size_t nearest(const std::vector<double>& years, double year) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < years.size(); ++i) {
    if (std::abs(years[i] - year) < std::abs(years[best] - year)) best = i;
  }
  return best;
}

struct SummaryName {
  SeriesSummary summary;
  const char* name;
};
constexpr std::array<SummaryName, 7> summary_names{{{SeriesSummary::value, "value"},
                                                    {SeriesSummary::end, "end"},
                                                    {SeriesSummary::peak, "peak"},
                                                    {SeriesSummary::peak_date, "peak-date"},
                                                    {SeriesSummary::fall, "fall"},
                                                    {SeriesSummary::half_life, "half-life"},
                                                    {SeriesSummary::change, "change"}}};

}  // namespace

Pool parse_pool(const std::string& text) {
  if (text == "none") return Pool::none;
  if (text == "sum") return Pool::sum;
  if (text == "mean") return Pool::mean;
  if (text == "exports") return Pool::exports;
  throw UsageError(fmt::format("'{}' is no way to pool cells: none, sum, mean or exports", text));
}

SeriesReader::SeriesReader(const ResultReader& reader, std::string group, const std::string& metric,
                           const CompareOptions& options, Pool pool)
    : reader_(reader),
      group_(std::move(group)),
      info_(checked_info(reader, group_, metric, options, pool)),
      pool_(pool),
      cells_(reader, group_, info_, options) {
  if (!cells_.has_time()) {
    throw InputError(
        Fault{Place{reader.path(), 0, 0, ""}, metric + " has no time axis", "it is no series", ""});
  }
  if (pool == Pool::exports) {
    numerator_.emplace(reader, group_,
                       checked_info(reader, group_, "value_added_in_exports", options, Pool::none), options);
  }
  const Period length = std::max(options.period, cells_.shortest_period());
  for (const PeriodGroup& period : cells_.periods()) years_.push_back(middle_of(period, length));
}

std::vector<std::string> SeriesReader::axes() const {
  if (pool_ != Pool::none) return {"cells"};
  std::vector<std::string> axes = info_.axes;
  axes.erase(axes.begin() + static_cast<std::ptrdiff_t>(*cells_.time_axis()));
  return axes;
}

// Series are numbered in row-major order of the axes without time.
std::vector<std::string> SeriesReader::labels(std::size_t series) const {
  if (pool_ == Pool::sum) return {fmt::format("sum of {}", cells())};
  if (pool_ == Pool::mean) return {fmt::format("mean of {}", cells())};
  if (pool_ == Pool::exports) return {fmt::format("{} pooled", cells())};
  const std::size_t inner = cells_.inner_size();
  const std::size_t periods = cells_.periods().size();
  const std::size_t first = series / inner * inner * periods + series % inner;
  std::vector<std::string> labels = cells_.labels(first);
  labels.erase(labels.begin() + static_cast<std::ptrdiff_t>(*cells_.time_axis()));
  return labels;
}

std::vector<std::vector<double>> SeriesReader::split(const Cells& cells, std::size_t replicate) const {
  std::size_t missing = 0;
  const std::vector<double> values = cells.read(reader_, group_, replicate, missing);
  const std::size_t inner = cells.inner_size();
  const std::size_t periods = cells.periods().size();
  std::vector<std::vector<double>> out(values.size() / periods, std::vector<double>(periods));
  for (std::size_t i = 0; i < values.size(); ++i) {
    out[i / (inner * periods) * inner + i % inner][i / inner % periods] = values[i];
  }
  return out;
}

// Exports are value added over content, cell by cell; cells without exports have neither.
std::vector<double> SeriesReader::pooled_content(const std::vector<std::vector<double>>& content,
                                                 std::size_t replicate) const {
  const std::vector<std::vector<double>> inside = split(*numerator_, replicate);
  std::vector<double> out(content.front().size());
  for (std::size_t t = 0; t < out.size(); ++t) {
    double value = 0.0;
    double exports = 0.0;
    for (std::size_t s = 0; s < content.size(); ++s) {
      if (!(content[s][t] > 0.0)) continue;
      value += inside[s][t];
      exports += inside[s][t] / content[s][t];
    }
    out[t] = value / exports;
  }
  return out;
}

std::vector<std::vector<double>> SeriesReader::read(std::size_t replicate) const {
  const std::vector<std::vector<double>> all = split(cells_, replicate);
  if (pool_ == Pool::none) return all;
  if (pool_ == Pool::exports) return {pooled_content(all, replicate)};
  std::vector<double> pooled(all.front().size(), 0.0);
  for (const std::vector<double>& series : all) {
    for (std::size_t t = 0; t < pooled.size(); ++t) pooled[t] += series[t];
  }
  if (pool_ == Pool::mean) {
    for (double& value : pooled) value /= static_cast<double>(all.size());
  }
  return {pooled};
}

SeriesSummary parse_summary(const std::string& text) {
  for (const SummaryName& each : summary_names) {
    if (text == each.name) return each.summary;
  }
  throw UsageError(
      fmt::format("'{}' is no summary: value, end, peak, peak-date, fall, half-life or change", text));
}

const char* summary_name(SeriesSummary summary) {
  for (const SummaryName& each : summary_names) {
    if (summary == each.summary) return each.name;
  }
  throw BugError("a summary without a name");
}

std::string summary_units(SeriesSummary summary, const std::string& units) {
  if (summary == SeriesSummary::peak_date) return "year";
  return summary == SeriesSummary::half_life ? "years" : units;
}

double summarise(SeriesSummary summary, const std::vector<double>& years, const std::vector<double>& values,
                 const SummarySpan& span) {
  ENTREPOT_VALIDATE(!values.empty() && years.size() == values.size(), "one date per value");
  if (summary == SeriesSummary::end) return values.back();
  if (summary == SeriesSummary::change) {
    return values[nearest(years, span.until)] - values[nearest(years, span.from)];
  }
  std::vector<double> days;
  for (const double year : years) days.push_back(year * days_per_year);
  const std::optional<Peak> peak = find_peak(days, values, 0.0);
  switch (summary) {
    case SeriesSummary::peak:
      return peak ? peak->value : 0.0;
    case SeriesSummary::fall:
      return peak ? peak->value - values.back() : 0.0;
    case SeriesSummary::peak_date:
      return peak ? peak->days / days_per_year : missing_value;
    case SeriesSummary::half_life:
      return peak ? peak->half_life_days / days_per_year : missing_value;
    default:
      throw BugError("a series has no single value");
  }
}

}  // namespace entrepot::outputs
