#include "outputs/store/csv_text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace entrepot::outputs {

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted;
  for (const char letter : text) quoted.append(letter == '"' ? 2 : 1, letter);
  return "\"" + quoted + "\"";
}

std::string csv_number(double value) { return std::isnan(value) ? "" : fmt::format("{}", value); }

}  // namespace entrepot::outputs
