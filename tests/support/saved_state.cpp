#include "tests/support/saved_state.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "sim/world/state/columns.hpp"

namespace entrepot::test {

namespace {

template <class Column>
bool same(const Column& a, const Column& b) {
  if constexpr (ListColumn<Column>) {
    if constexpr (!std::is_arithmetic_v<typename Column::value_type>) return a == b;
  } else if constexpr (!std::is_arithmetic_v<Column>) {
    return a == b;
  }
  return std::ranges::equal(column_bytes(a), column_bytes(b));
}

}  // namespace

SavedState save(const State& state) {
  SavedState saved;
  for_each_column(state, [&](const ColumnInfo& info, const auto& column) {
    const auto bytes = column_bytes(column);
    const bool fresh = saved.emplace(info.name, std::vector(bytes.begin(), bytes.end())).second;
    if (!fresh) throw std::logic_error("two columns are called " + std::string(info.name));
  });
  return saved;
}

State load(const World& world, const SavedState& saved) {
  State state(world);
  for_each_column(state, [&](const ColumnInfo& info, auto& column) {
    using Column = std::remove_reference_t<decltype(column)>;
    const auto found = saved.find(std::string(info.name));
    if (found == saved.end()) return;
    const std::vector<std::byte>& bytes = found->second;
    if constexpr (ListColumn<Column>) {
      column.resize(bytes.size() / sizeof(typename Column::value_type));
      if (!bytes.empty()) std::memcpy(static_cast<void*>(column.data()), bytes.data(), bytes.size());
    } else {
      std::memcpy(static_cast<void*>(&column), bytes.data(), sizeof column);
    }
  });
  return state;
}

std::vector<std::string> differing_columns(const State& a, const State& b) {
  std::vector<const void*> of_b;
  for_each_column(b, [&](const ColumnInfo&, const auto& column) { of_b.push_back(&column); });
  std::vector<std::string> differing;
  std::size_t next = 0;
  for_each_column(a, [&](const ColumnInfo& info, const auto& column) {
    using Column = std::remove_reference_t<decltype(column)>;
    if (!same(column, *static_cast<const Column*>(of_b[next++]))) differing.emplace_back(info.name);
  });
  return differing;
}

}  // namespace entrepot::test
