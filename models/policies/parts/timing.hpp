// Days on which an instrument is in force, and how strongly.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/core/day_span.hpp"
#include "sim/core/descriptor.hpp"

namespace entrepot::models {

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
  // Adds the days inside the month on which the strength changes; on a ramp, every day.
  void add_changes(Month month, DaySpan also, std::vector<Date>& days) const;
};

[[nodiscard]] Timing timing_of(const Values& values);

// The same day some months later; the last of the month where that day is missing.
[[nodiscard]] Date months_later(Date date, std::int64_t months);

}  // namespace entrepot::models
