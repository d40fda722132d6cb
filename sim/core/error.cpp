#include "sim/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/core/plain_text.hpp"

namespace entrepot {

std::string format_fault(const Fault& fault) {
  std::string text;
  const Place& at = fault.place;
  if (!at.file.empty())
    text += at.line > 0 ? fmt::format("{}:{}:{}: ", at.file, at.line, at.column) : at.file + ": ";
  text += fault.what;
  if (!fault.why.empty()) text += fmt::format(" ({})", fault.why);
  if (!at.source_line.empty()) {
    text += fmt::format("\n    {}\n    {:>{}}", at.source_line, '^', std::max(1, at.column));
  }
  if (!fault.suggestion.empty()) text += "\n    " + fault.suggestion;
  return without_control(text);
}

namespace {
std::string join_faults(const std::vector<Fault>& faults) {
  std::string text;
  for (const Fault& fault : faults) text += format_fault(fault) + "\n";
  return text;
}
}  // namespace

InputError::InputError(std::vector<Fault> faults)
    : std::runtime_error(join_faults(faults)), faults_(std::move(faults)) {}

void fail_contract(const char* condition, const char* file, int line, const std::string& why) {
  throw BugError(fmt::format("{}:{}: {} does not hold: {}", file, line, condition, why));
}

}  // namespace entrepot
