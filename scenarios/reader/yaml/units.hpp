// Numbers and units as text, strictly: no octal, no hexadecimal, no unit guessed.
#pragma once

#include <cstdint>
#include <string>

#include "sim/core/descriptor.hpp"

namespace entrepot::scenarios {

// Why a text is not readable, and what to write; empty `problem` = it is fine.
struct TextProblem {
  std::string problem;
  std::string suggestion;
  [[nodiscard]] bool bad() const { return !problem.empty(); }
};

[[nodiscard]] TextProblem read_decimal(const std::string& text, double& out);
// A number of percentage points, written without a unit.
[[nodiscard]] TextProblem read_points(const std::string& text, double& out);
[[nodiscard]] TextProblem read_whole(const std::string& text, std::int64_t& out);
// A number with its unit after it: "3 per year" (also "3 /year").
[[nodiscard]] TextProblem read_with_unit(const std::string& text, const std::string& unit, double& out);
// "25 %" or "+25 pp", as a fraction.
[[nodiscard]] TextProblem read_rate(const std::string& text, Rate& out);
// "18 months" or "2 years", in months.
[[nodiscard]] TextProblem read_duration(const std::string& text, std::int64_t& months);
// Shortest decimal text.
[[nodiscard]] std::string number_text(double value);

}  // namespace entrepot::scenarios
