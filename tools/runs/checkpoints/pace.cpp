#include "tools/runs/checkpoints/pace.hpp"

#include <charconv>
#include <cmath>
#include <map>

#include "sim/core/error.hpp"

namespace entrepot::tools {

namespace {

[[noreturn]] void refuse_pace(const std::string& text) {
  throw UsageError(
      "--checkpoint-every " + text +
      ": give wall time (\"90 s\", \"5 min\", \"2 h\"), months of the calendar (\"12 months\"), or off");
}

}  // namespace

CheckpointPace parse_pace(const std::string& text) {
  static const std::map<std::string, double> seconds_of = {
      {"s", 1.0}, {"sec", 1.0}, {"min", 60.0}, {"h", 3600.0}};
  if (text == "off") return {0.0, 0};
  double number = 0.0;
  const char* end = text.data() + text.size();
  const auto [rest, problem] = std::from_chars(text.data(), end, number);
  if (problem != std::errc() || !(number > 0.0) || !std::isfinite(number)) refuse_pace(text);
  std::string unit(rest, end);
  unit.erase(0, unit.find_first_not_of(' '));
  if (const auto found = seconds_of.find(unit); found != seconds_of.end()) return {number * found->second, 0};
  const bool months = unit == "month" || unit == "months";
  if (!months || number != std::floor(number) || number > 1e6) refuse_pace(text);
  return {0.0, static_cast<int>(number)};
}

bool CheckpointClock::due() {
  if (pace_.off()) return false;
  ++months_;
  const bool now = pace_.months > 0
                       ? months_ >= pace_.months
                       : std::chrono::duration<double>(Clock::now() - last_).count() >= pace_.seconds;
  if (!now) return false;
  months_ = 0;
  last_ = Clock::now();
  return true;
}

}  // namespace entrepot::tools
