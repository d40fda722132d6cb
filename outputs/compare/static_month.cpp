#include "outputs/compare/static_month.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "outputs/compare/periods.hpp"

namespace entrepot::outputs {

namespace {

std::vector<double> month_days(const Side& side) { return side.reader.axis(side.group, "time").numbers; }

void check_month(const Side& side, const Side& equilibrium, double day) {
  const std::vector<double> days = month_days(side);
  if (std::find(days.begin(), days.end(), day) != days.end()) return;
  throw InputError(
      Fault{Place{side.reader.path(), 0, 0, ""},
            fmt::format("cannot be compared with {}: the month {} of that equilibrium is not in it",
                        equilibrium.reader.path(), month_of(day).text()),
            fmt::format("it covers {} to {}", month_of(days.front()).text(), month_of(days.back()).text()),
            "solve the equilibrium in one of its months with --at"});
}

// Filters with the time narrowed to `month`.
std::vector<AxisFilter> filters_of_month(const std::vector<AxisFilter>& filters, Month month,
                                         const Side& equilibrium) {
  std::vector<AxisFilter> kept;
  std::string wanted;
  bool asked = false;
  for (const AxisFilter& filter : filters) {
    if (filter.axis != "time") {
      kept.push_back(filter);
      continue;
    }
    wanted += (wanted.empty() ? "" : ", ") + filter.label;
    asked = asked || is_in_period(month, filter.label);
  }
  if (!wanted.empty() && !asked) {
    throw InputError(Fault{Place{equilibrium.reader.path(), 0, 0, ""},
                           fmt::format("no {} on the axis time", wanted),
                           "an equilibrium holds one month, " + month.text(), "leave the filter out"});
  }
  kept.push_back({"time", month.text()});
  return kept;
}

}  // namespace

CompareOptions shared_months(const Side& value, const Side& against, const CompareOptions& options,
                             std::vector<std::string>& notes) {
  if (!is_equilibrium(value.reader) && !is_equilibrium(against.reader)) return options;
  const Side& equilibrium = is_equilibrium(value.reader) ? value : against;
  const Side& other = is_equilibrium(value.reader) ? against : value;
  const double day = month_days(equilibrium).front();
  const Month month = month_of(day);
  check_month(other, equilibrium, day);
  CompareOptions narrowed = options;
  narrowed.period = Period::month;
  narrowed.filters = filters_of_month(options.filters, month, equilibrium);
  notes.push_back(fmt::format("{} is an equilibrium: compared in its month, {}", equilibrium.reader.path(),
                              month.text()));
  return narrowed;
}

}  // namespace entrepot::outputs
