#include "outputs/report/facts/fact_answers.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "outputs/compare/compare.hpp"
#include "outputs/compare/render/text_table.hpp"
#include "outputs/report/facts/measures.hpp"
#include "outputs/report/result_data.hpp"

namespace entrepot::outputs {

namespace {

constexpr double endless = std::numeric_limits<double>::infinity();

struct Band {
  double low, high;   // NaN: none
  bool open = false;  // its finite end lies outside: a sign is asked for
};

Band band_of(const Fact& fact) {
  const Measure* const measure = find_measure(fact.id);
  const bool none = std::isnan(fact.low) && std::isnan(fact.high);
  if (!none || measure == nullptr || measure->sign == Sign::none) return {fact.low, fact.high};
  return measure->sign == Sign::positive ? Band{0.0, endless, true} : Band{-endless, 0.0, true};
}

// The measure that the fact's own row gives: cells of a metric added up, in one period or against another.
double by_own_measure(const FactMeasure& measure, const FactView& view) {
  Where where;
  for (const AxisFilter& filter : parse_filters(measure.where)) {
    const auto known =
        std::find_if(where.begin(), where.end(), [&](const auto& one) { return one.first == filter.axis; });
    if (known == where.end()) {
      where.push_back({filter.axis, {filter.label}});
    } else {
      known->second.push_back(filter.label);
    }
  }
  const double value = sum(view.at(measure.metric, measure.time), where);
  if (measure.as == "level") return value;
  const double base = measure.base == "baseline"
                          ? sum(view.baseline().at(measure.metric, measure.time), where)
                          : sum(view.at(measure.metric, measure.base), where);
  constexpr double percent = 100.0;
  if (measure.as == "points") return percent * (value - base);
  return measure.as == "percent" ? percent * (value / base - 1.0) : value - base;
}

}  // namespace

FactAnswer answer_fact(const Fact& fact, const std::vector<const FactView*>& replicates) {
  const bool own = !fact.measure.metric.empty();
  const Measure* const measure = find_measure(fact.id);
  if (!own && measure == nullptr) return {{not_known, not_known, 0}, "no measure is given"};
  if (!own && !measure->of) return {{not_known, not_known, 0}, measure->words};
  std::vector<double> values;
  try {
    for (const FactView* view : replicates)
      values.push_back(own ? by_own_measure(fact.measure, *view) : measure->of(*view));
  } catch (const NotMeasured& reason) {
    return {{not_known, not_known, 0}, reason.what()};
  }
  const Estimate value = estimate(values);
  return {value, value.values == 0 ? "no value" : ""};
}

std::string fact_verdict(const Fact& fact, const FactAnswer& answer) {
  if (!answer.why_not.empty()) return "not measured: " + answer.why_not;
  const Band band = band_of(fact);
  if (std::isnan(band.low) && std::isnan(band.high)) return "no band";
  const double mean = answer.value.mean;
  if (mean < band.low || (band.open && mean == band.low)) return "MISS: below the band";
  if (mean > band.high || (band.open && mean == band.high)) return "MISS: above the band";
  return "in the band";
}

std::string fact_band(const Fact& fact) {
  const Band band = band_of(fact);
  if (std::isnan(band.low) && std::isnan(band.high)) return "-";
  if (band.high == endless) return "above 0";
  if (band.low == -endless) return "below 0";
  return fmt::format("{} to {}", format_value(band.low), format_value(band.high));
}

std::string fact_words(const Fact& fact) {
  const FactMeasure& own = fact.measure;
  if (!own.metric.empty()) {
    const std::string against = own.base.empty() ? "" : " against " + own.base;
    return fmt::format("{} {} in {}{}", own.metric, own.where, own.time, against);
  }
  const Measure* const measure = find_measure(fact.id);
  return measure == nullptr ? "" : measure->words;
}

}  // namespace entrepot::outputs
