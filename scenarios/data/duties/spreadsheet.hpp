// What spreadsheets do to tables of codes and numbers: each habit is told once, by its name.
#pragma once

#include <map>
#include <string>

#include "sim/core/faults.hpp"

namespace entrepot::scenarios {

enum class Habit { none, lost_zero, exponent, decimal_comma, thousands };

// What has become of an HS code (`fixed`: what it was, or ""), or of a number.
[[nodiscard]] Habit habit_of_code(const std::string& text, std::string& fixed);
[[nodiscard]] Habit habit_of_number(const std::string& text, std::string& fixed);

// Counts the cells of each habit and reports the first of them.
class Habits {
 public:
  void add(Habit habit, const Place& place, const std::string& text, const std::string& fixed);
  void report(Faults& faults) const;

 private:
  struct Seen {
    Place place;
    std::string text, fixed;
    std::size_t cells = 0;
  };
  std::map<Habit, Seen> seen_;
};

}  // namespace entrepot::scenarios
