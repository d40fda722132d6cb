#include "sim/core/day_span.hpp"

namespace entrepot {

DaySpan all_of(Month month) { return {month.first_day(), (month + 1).first_day()}; }

DaySpan last_day_of(Month month) {
  const Date end = (month + 1).first_day();
  return {end - std::chrono::days(1), end};
}

double share_of_days(DaySpan over, DaySpan on) {
  const DaySpan both = over.cut(on);
  if (both.empty()) return 0.0;
  return static_cast<double>((both.until - both.from).count()) /
         static_cast<double>((over.until - over.from).count());
}

void add_days_inside(Month month, DaySpan span, std::vector<Date>& days) {
  const DaySpan all = all_of(month);
  if (span.empty()) return;
  for (const Date day : {span.from, span.until}) {
    if (day > all.from && day < all.until) days.push_back(day);
  }
}

}  // namespace entrepot
