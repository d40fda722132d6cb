#include "sim/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

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
  return text;
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

namespace {
std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
    }
  }
  return row.back();
}
}  // namespace

std::string nearest_name(const std::string& name, const std::vector<std::string>& candidates) {
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(1, name.size() / 2) + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(name, candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

}  // namespace entrepot
