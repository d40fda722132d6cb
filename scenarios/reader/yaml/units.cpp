#include "scenarios/reader/yaml/units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace entrepot::scenarios {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Length of the decimal number at the start of `text`: sign, digits, fraction, exponent.
std::size_t number_length(const std::string& text) {
  std::size_t i = 0;
  std::size_t digits = 0;
  const auto skip_digits = [&] {
    for (; i < text.size() && is_digit(text[i]); ++i) ++digits;
  };
  if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
  skip_digits();
  if (i < text.size() && text[i] == '.') {
    ++i;
    skip_digits();
  }
  if (digits == 0) return 0;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    const std::size_t before = i++;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    if (i == text.size() || !is_digit(text[i])) return before;
    while (i < text.size() && is_digit(text[i])) ++i;
  }
  return i;
}

TextProblem parse_decimal(const std::string& text, double& out) {
  const std::size_t sign = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
  if (text.size() > sign + 1 && text[sign] == '0' && is_digit(text[sign + 1])) {
    const std::size_t first = text.find_first_not_of('0', sign);
    const bool has_digit = first != std::string::npos && is_digit(text[first]);
    const std::string plain = has_digit ? text.substr(first) : "0";
    return {"a number has no leading zero: it could be read as octal", "write " + plain};
  }
  const char* start = text.data() + (sign == 1 && text[0] == '+' ? 1 : 0);
  const auto result = std::from_chars(start, text.data() + text.size(), out);
  if (result.ec != std::errc() || !std::isfinite(out)) return {"the number is too large or too small", ""};
  return {};
}

// Splits "25 %" in number and unit.
TextProblem split_quantity(const std::string& text, double& number, std::string& unit) {
  const std::size_t length = number_length(text);
  if (length == 0) return {"a number is expected", ""};
  const std::size_t start = text.find_first_not_of(' ', length);
  unit = start == std::string::npos ? "" : text.substr(start);
  return parse_decimal(text.substr(0, length), number);
}

}  // namespace

std::string number_text(double value) { return fmt::format("{}", value); }

TextProblem read_decimal(const std::string& text, double& out) {
  std::string unit;
  const TextProblem problem = split_quantity(text, out, unit);
  if (problem.bad()) return problem;
  if (unit == "%") return {"the key is a plain number", fmt::format("write {:.12g}", out / 100.0)};
  if (!unit.empty()) return {"a plain number is expected, without a unit", "write " + number_text(out)};
  return {};
}

TextProblem read_points(const std::string& text, double& out) {
  std::string unit;
  const TextProblem problem = split_quantity(text, out, unit);
  if (problem.bad()) return problem;
  if (unit == "%" || unit == "pp")
    return {"the numbers of this file are in pp without a unit", "write " + number_text(out)};
  if (!unit.empty()) return {"a plain number of pp is expected", ""};
  return {};
}

TextProblem read_whole(const std::string& text, std::int64_t& out) {
  double number = 0.0;
  const TextProblem problem = read_decimal(text, number);
  if (problem.bad())
    return {problem.problem == "a number is expected" ? "a whole number is expected" : problem.problem,
            problem.suggestion};
  const char* start = text.data() + (text[0] == '+' ? 1 : 0);
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(start, end, out);
  if (result.ec == std::errc::result_out_of_range) return {"the number is too large", ""};
  if (result.ptr == end) return {};
  const bool whole = number == std::floor(number) && std::fabs(number) < 1e15;
  return {"a whole number is expected",
          whole ? fmt::format("write {}", static_cast<std::int64_t>(number)) : ""};
}

namespace {

// "/year" as "per year".
std::string spelled(const std::string& unit) {
  return !unit.empty() && unit[0] == '/' ? "per " + unit.substr(1) : unit;
}

// Times per year of "per month" and its kin; 0 for what is no frequency.
double per_year(const std::string& unit) {
  static const std::pair<const char*, double> all[] = {
      {"per year", 1.0}, {"per quarter", 4.0}, {"per month", 12.0}, {"per week", 52.0}, {"per day", 365.0}};
  for (const auto& [name, times] : all) {
    if (unit == name) return times;
  }
  return 0.0;
}

// Without the last bits of a conversion.
std::string tidy(double number) { return fmt::format("{:.12g}", number); }

std::string write_quantity(double number, const std::string& unit) {
  return fmt::format("write \"{} {}\"", tidy(number), unit);
}

// What to write for a number with another unit than the key's: the same amount where that is known, else
// nothing.
std::string converted(double number, const std::string& found, const std::string& unit) {
  const bool percent = found.rfind('%', 0) == 0;
  const std::string rest =
      percent ? found.substr(std::min(found.find_first_not_of(' ', 1), found.size())) : "";
  if (percent && per_year(unit) > 0.0) {
    if (rest.empty()) return write_quantity(number / 100.0, unit);
    return converted(number / 100.0, spelled(rest), unit);
  }
  if (found == unit) return write_quantity(number, unit);
  if (per_year(found) > 0.0 && per_year(unit) > 0.0)
    return write_quantity(number * per_year(found) / per_year(unit), unit);
  return "";
}

}  // namespace

TextProblem read_with_unit(const std::string& text, const std::string& unit, double& out) {
  std::string found;
  const TextProblem problem = split_quantity(text, out, found);
  if (problem.bad()) return problem;
  const std::string said = spelled(found);
  if (said == unit) return {};
  if (!found.empty()) return {"the unit is " + unit, converted(out, said, unit)};
  const bool fraction = unit == "%" && out != 0.0 && std::fabs(out) < 1.0;
  return {"a number with a dimension carries its unit",
          fraction ? fmt::format("write \"{} %\" for the fraction {}, or \"{} %\"", tidy(out * 100.0),
                                 tidy(out), tidy(out))
                   : write_quantity(out, unit)};
}

TextProblem read_rate(const std::string& text, Rate& out) {
  if (text.rfind("at least ", 0) == 0 || text.rfind("at most ", 0) == 0)
    return {"a bound on the whole duty is a tariff's", "write it with a sign, as \"+25 pp\""};
  double number = 0.0;
  std::string unit;
  const TextProblem problem = split_quantity(text, number, unit);
  if (problem.bad()) return {problem.problem, "write \"25 %\" to set the duty, or \"+25 pp\" to add to it"};
  const bool sign = text[0] == '+' || text[0] == '-';
  const double points = unit.empty() && std::fabs(number) < 1.0 ? number * 100.0 : number;
  const std::string choice = fmt::format("write \"{} %\" to set the duty, or \"{:+} pp\" to add to it",
                                         number_text(std::fabs(points)), points);
  if (unit.empty()) return {"a duty carries its unit", choice};
  if (unit != "%" && unit != "pp") return {"the unit of a duty is % or pp", choice};
  if (unit == "%" && sign) return {"% sets the duty and takes no sign", choice};
  if (unit == "pp" && !sign) return {"pp adds to the duty and takes a sign", choice};
  out.value = number / 100.0;
  out.adds = unit == "pp";
  return {};
}

TextProblem read_duration(const std::string& text, std::int64_t& months) {
  double number = 0.0;
  std::string unit;
  const std::string example = "write \"18 months\" or \"2 years\"";
  const TextProblem problem = split_quantity(text, number, unit);
  if (problem.bad()) return {problem.problem, example};
  const bool years = unit == "year" || unit == "years";
  if (!years && unit != "month" && unit != "months") return {"a duration carries its unit", example};
  if (number != std::floor(number) || number < 0.0 || number > 12000.0) {
    return {"a whole number of months or years is expected", example};
  }
  months = static_cast<std::int64_t>(number) * (years ? 12 : 1);
  return {};
}

}  // namespace entrepot::scenarios
