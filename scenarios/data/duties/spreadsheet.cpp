#include "scenarios/data/duties/spreadsheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <regex>

namespace entrepot::scenarios {

namespace {

bool all_digits(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string without(std::string text, char what) {
  text.erase(std::remove(text.begin(), text.end(), what), text.end());
  return text;
}

// "1,716" or "12,345,678.5".
bool has_thousands(const std::string& text) {
  static const std::regex form("[+-]?[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]+)?");
  return std::regex_match(text, form);
}

std::string habit_reason(Habit habit) {
  switch (habit) {
    case Habit::lost_zero:
      return "HS codes have 2, 4, 6, 8 or 10 digits: a spreadsheet drops zeros in front and behind the point";
    case Habit::exponent:
      return "a spreadsheet shows a long code as a number with an exponent";
    case Habit::decimal_comma:
      return "a decimal comma; the decimal sign of this file is the point";
    case Habit::thousands:
      return "a comma between thousands";
    case Habit::none:
      break;
  }
  return "";
}

}  // namespace

Habit habit_of_code(const std::string& text, std::string& fixed) {
  static const std::regex exponent("[0-9]+([.,][0-9]+)?[eE][+]?[0-9]+");
  if (std::regex_match(text, exponent)) {
    double value = 0.0;
    const std::string plain = std::regex_replace(text, std::regex(","), ".");
    std::from_chars(plain.data(), plain.data() + plain.size(), value);
    fixed = value < 1e10 && value == std::floor(value) ? fmt::format("{:.0f}", value) : "";
    return Habit::exponent;
  }
  if (has_thousands(text)) {
    fixed = without(text, ',');
    return Habit::thousands;
  }
  // "8703.8" was 8703.80, "1" was 01; "85.3" may be a code of the world.
  static const std::regex lost_behind("[0-9]{4}\\.[0-9]([0-9]{2})*");
  if (std::regex_match(text, lost_behind)) {
    fixed = text + "0";
    return Habit::lost_zero;
  }
  constexpr std::size_t finest = 10;
  if (all_digits(text) && text.size() % 2 == 1 && text.size() < finest) {
    fixed = "0" + text;
    return Habit::lost_zero;
  }
  return Habit::none;
}

Habit habit_of_number(const std::string& text, std::string& fixed) {
  static const std::regex comma("[+-]?[0-9]*,[0-9]+");
  if (has_thousands(text)) {
    fixed = without(text, ',');
    return Habit::thousands;
  }
  if (!std::regex_match(text, comma)) return Habit::none;
  fixed = std::regex_replace(text, std::regex(","), ".");
  return Habit::decimal_comma;
}

void Habits::add(Habit habit, const Place& place, const std::string& text, const std::string& fixed) {
  if (habit == Habit::none) return;
  Seen& seen = seen_[habit];
  if (seen.cells++ > 0) return;
  seen.place = place;
  seen.text = text;
  seen.fixed = fixed;
}

void Habits::report(Faults& faults) const {
  for (const auto& [habit, seen] : seen_) {
    const std::string more = seen.cells > 1 ? fmt::format(", and {} more cells like it", seen.cells - 1) : "";
    faults.add(seen.place, in_quotes(seen.text) + more, habit_reason(habit),
               seen.fixed.empty() ? "keep codes as text" : "write " + seen.fixed);
  }
}

}  // namespace entrepot::scenarios
