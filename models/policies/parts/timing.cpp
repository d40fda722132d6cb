#include "models/policies/parts/timing.hpp"

#include <algorithm>

#include "models/policies/parts/common_keys.hpp"

namespace entrepot::models {

namespace {

double days(Date first, Date last) { return static_cast<double>((last - first).count()); }

}  // namespace

double Timing::strength(DaySpan over, DaySpan also) const {
  const DaySpan on = in_force.cut(also);
  if (full <= in_force.from) return share_of_days(over, on);
  const DaySpan at = on.cut(over);
  if (at.empty()) return 0.0;
  const Date rising_until = std::min(at.until, full);
  double sum = 0.0;  // the integral of the strength over the days of the month, days
  if (rising_until > at.from) {
    const double early = days(in_force.from, at.from);
    const double late = days(in_force.from, rising_until);
    sum += (late * late - early * early) / (2.0 * days(in_force.from, full));
  }
  const Date flat_from = std::max(at.from, full);
  if (flat_from < at.until) sum += days(flat_from, at.until);
  return sum / days(over.from, over.until);
}

void Timing::add_changes(Month month, DaySpan also, std::vector<Date>& days) const {
  add_days_inside(month, in_force.cut(also), days);
  const DaySpan rising = in_force.cut({in_force.from, full}).cut(all_of(month));
  for (Date day = rising.from; day < rising.until; day += std::chrono::days(1))
    add_days_inside(month, {day, full}, days);
}

Timing timing_of(const Values& values) {
  Timing timing;
  timing.in_force = {date_or(values, "from", Date::min()), date_or(values, "until", Date::max())};
  timing.full = date_or(values, "full_from", timing.in_force.from);
  timing.announced = date_or(values, "announced", Date::min());
  return timing;
}

Date months_later(Date date, std::int64_t months) {
  const Month month(date);
  const Month later = month + static_cast<int>(months);
  const auto day = static_cast<int>((date - month.first_day()).count());
  return later.first_day() + std::chrono::days(std::min(day, later.days() - 1));
}

}  // namespace entrepot::models
