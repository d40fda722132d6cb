// Stretches of days and the parts of a month they cover.
#pragma once

#include <algorithm>
#include <vector>

#include "sim/core/calendar.hpp"

namespace entrepot {

// Days from a first day to the first day off.
struct DaySpan {
  Date from = Date::min();
  Date until = Date::max();
  [[nodiscard]] bool empty() const { return from >= until; }
  [[nodiscard]] DaySpan cut(DaySpan other) const {
    return {std::max(from, other.from), std::min(until, other.until)};
  }
  bool operator==(const DaySpan&) const = default;
};
[[nodiscard]] DaySpan all_of(Month month);
[[nodiscard]] DaySpan last_day_of(Month month);
// Share of the days of `over` that lie in `on`.
[[nodiscard]] double share_of_days(DaySpan over, DaySpan on);
// Adds the days after the first of the month on which the span begins or ends.
void add_days_inside(Month month, DaySpan span, std::vector<Date>& days);

}  // namespace entrepot
