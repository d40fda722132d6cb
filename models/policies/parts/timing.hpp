// Days on which an instrument is in force, and how strongly.
#pragma once

#include <algorithm>
#include <cstdint>

#include "sim/core/calendar.hpp"
#include "sim/core/descriptor.hpp"

namespace entrepot::models {

// Days from the first day in force to the first day off.
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

// The dates of one instrument (keys from, full_from, until, announced).
struct Timing {
  DaySpan in_force;
  Date full = Date::min();  // strength rises on a straight line from in_force.from to this day
  Date announced = Date::min();

  // Mean strength over some days, 0 to 1; days outside `also` count as days off.
  [[nodiscard]] double strength(DaySpan over, DaySpan also = {}) const;
  [[nodiscard]] double strength(Month month, DaySpan also = {}) const {
    return strength(all_of(month), also);
  }
};

[[nodiscard]] Timing timing_of(const Values& values);

// The same day some months later; the last of the month where that day is missing.
[[nodiscard]] Date months_later(Date date, std::int64_t months);

}  // namespace entrepot::models
