#include "sim/core/calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace entrepot {

namespace {
bool read_digits(const std::string& text, std::size_t from, std::size_t count, int& out) {
  if (from + count > text.size()) return false;
  out = 0;
  for (std::size_t i = from; i < from + count; ++i) {
    if (std::isdigit(static_cast<unsigned char>(text[i])) == 0) return false;
    out = out * 10 + (text[i] - '0');
  }
  return true;
}
}  // namespace

bool parse_date(const std::string& text, Date& out) {
  int year = 0;
  int month = 0;
  int day = 1;
  if (text.size() != 7 && text.size() != 10) return false;
  if (!read_digits(text, 0, 4, year) || text[4] != '-' || !read_digits(text, 5, 2, month)) return false;
  if (text.size() == 10 && (text[7] != '-' || !read_digits(text, 8, 2, day))) return false;
  const std::chrono::year_month_day ymd{std::chrono::year(year),
                                        std::chrono::month(static_cast<unsigned>(month)),
                                        std::chrono::day(static_cast<unsigned>(day))};
  if (!ymd.ok()) return false;
  out = Date(ymd);
  return true;
}

std::string format_date(Date date) {
  const std::chrono::year_month_day ymd(date);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                     static_cast<unsigned>(ymd.day()));
}

Month::Month(Date date) {
  const std::chrono::year_month_day ymd(date);
  count_ = static_cast<int>(ymd.year()) * months_per_year +
           static_cast<int>(static_cast<unsigned>(ymd.month())) - 1;
}

Date Month::first_day() const {
  return std::chrono::year_month_day{std::chrono::year(year()),
                                     std::chrono::month(static_cast<unsigned>(month())), std::chrono::day(1)};
}

int Month::days() const { return static_cast<int>(((*this + 1).first_day() - first_day()).count()); }

std::string Month::text() const { return fmt::format("{:04}-{:02}", year(), month()); }

double share_of_month(Month month, Date from, Date until) {
  const Date first = std::max(month.first_day(), from);
  const Date last = std::min((month + 1).first_day(), until);
  if (last <= first) return 0.0;
  return static_cast<double>((last - first).count()) / month.days();
}

}  // namespace entrepot
