#include "sim/engine/write_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <concepts>

#include "sim/core/error.hpp"
#include "sim/core/fingerprint.hpp"
#include "sim/world/state/columns.hpp"

namespace entrepot {

namespace {

template <class Column>
std::uint64_t fingerprint(const Column& column) {
  Fingerprint print;
  print.add(column_bytes(column));
  return print.value();
}

template <class Column>
bool holds_nan(const Column& column) {
  if constexpr (std::floating_point<Column>) {
    return std::isnan(column);
  } else if constexpr (ListColumn<Column>) {
    if constexpr (std::floating_point<typename Column::value_type>)
      return std::any_of(column.begin(), column.end(), [](auto value) { return std::isnan(value); });
  }
  return false;
}

}  // namespace

WriteCheck::WriteCheck(const State& state) {
  for_each_column(state,
                  [&](const ColumnInfo&, const auto& column) { prints_.push_back(fingerprint(column)); });
}

void WriteCheck::after(const Action& action, const State& state) {
  const Access access = action.access();
  std::size_t next = 0;
  for_each_column(state, [&](const ColumnInfo& info, const auto& column) {
    std::uint64_t& last = prints_[next++];
    const std::uint64_t now = fingerprint(column);
    if (now != last && !access.may_write(info.name))
      throw BugError(fmt::format("{} has changed {}, which it does not declare", action.name(), info.name));
    if (now != last && holds_nan(column))
      throw RunError(fmt::format("{} is no number after {} in the phase {}, step {}", info.name,
                                 action.name(), phase_name(action.phase()), state.step));
    last = now;
  });
}

}  // namespace entrepot
