#include "outputs/store/csv_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

namespace entrepot::outputs {

namespace {
// Whether a spreadsheet would take the text as a formula: what begins like one and is no number (with its
// unit).
bool is_formula(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" ");
  if (first == std::string::npos || std::string("=+-@\t\r").find(text[first]) == std::string::npos)
    return false;
  char* end = nullptr;
  const double number = std::strtod(text.c_str() + first, &end);
  static_cast<void>(number);
  const bool is_number = end != text.c_str() + first;
  return !is_number || std::string(end).find_first_of("=+-*/^&|!(@;,:<>\"'") != std::string::npos;
}
}  // namespace

std::string csv_field(const std::string& given) {
  const std::string text = is_formula(given) ? "'" + given : given;
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted;
  for (const char letter : text) quoted.append(letter == '"' ? 2 : 1, letter);
  return "\"" + quoted + "\"";
}

std::string csv_number(double value) { return std::isnan(value) ? "" : fmt::format("{}", value); }

}  // namespace entrepot::outputs
