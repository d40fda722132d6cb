// Dates and monthly steps. A step is a calendar month; instruments act by the day and are day-weighted.
#pragma once

#include <chrono>
#include <string>

namespace entrepot {

using Date = std::chrono::sys_days;

inline constexpr int months_per_year = 12;
inline constexpr int months_per_quarter = 3;
inline constexpr double years_per_quarter = 0.25;

// Parses YYYY-MM-DD or YYYY-MM (first day); returns false when the text is no date.
[[nodiscard]] bool parse_date(const std::string& text, Date& out);
[[nodiscard]] std::string format_date(Date date);  // YYYY-MM-DD

// A calendar month counted from year 0 (year * 12 + month - 1): plain arithmetic on steps.
class Month {
 public:
  constexpr Month() = default;
  constexpr explicit Month(int count) : count_(count) {}
  constexpr Month(int year, int month) : count_(year * months_per_year + month - 1) {}
  explicit Month(Date date);
  [[nodiscard]] constexpr int count() const { return count_; }
  [[nodiscard]] constexpr int year() const { return count_ / months_per_year; }
  [[nodiscard]] constexpr int month() const { return count_ % months_per_year + 1; }
  [[nodiscard]] Date first_day() const;
  [[nodiscard]] int days() const;
  [[nodiscard]] std::string text() const;  // YYYY-MM
  [[nodiscard]] constexpr int quarter() const { return (month() - 1) / months_per_quarter + 1; }
  [[nodiscard]] constexpr bool is_quarter_end() const { return month() % months_per_quarter == 0; }
  constexpr Month operator+(int steps) const { return Month(count_ + steps); }
  constexpr auto operator<=>(const Month&) const = default;

 private:
  int count_ = 0;
};

// Share of the days of `month` that lie in [from, until); `until` is the first day off.
[[nodiscard]] double share_of_month(Month month, Date from, Date until);

struct Calendar {
  Month start;
  int steps = 0;  // months, start included
  [[nodiscard]] Month at(int step) const { return start + step; }
};

}  // namespace entrepot
