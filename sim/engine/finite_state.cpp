#include "sim/engine/finite_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <concepts>

#include "sim/world/state/columns.hpp"

namespace entrepot {

namespace {

// Infinite by meaning: no limit of output, the cost of a flow that is banned.
constexpr std::array<std::string_view, 2> may_be_infinite{"stocks.firm_limit", "log_cost"};

struct Found {
  ColumnInfo column;
  std::size_t row = 0;
  double value = 0.0;
};

bool is_bad(const ColumnInfo& info, double value) {
  if (std::isnan(value)) return true;
  const bool allowed =
      std::find(may_be_infinite.begin(), may_be_infinite.end(), info.name) != may_be_infinite.end();
  return std::isinf(value) && !allowed;
}

template <class Column>
void look(const ColumnInfo& info, const Column& column, Found& found) {
  if (!found.column.name.empty()) return;
  if constexpr (std::floating_point<Column>) {
    if (is_bad(info, column)) found = {info, 0, static_cast<double>(column)};
  } else if constexpr (ListColumn<Column>) {
    if constexpr (std::floating_point<typename Column::value_type>) {
      for (std::size_t row = 0; row < column.size(); ++row) {
        if (is_bad(info, column[row])) {
          found = {info, row, static_cast<double>(column[row])};
          return;
        }
      }
    }
  }
}

std::string group_text(const WorldTable& table, std::size_t group) {
  return table.regions[group / table.n_sectors()] + ", " + table.sectors[group % table.n_sectors()];
}

std::string agent_text(const World& world, const Found& found) {
  const WorldTable& table = world.table;
  switch (found.column.shape) {
    case Shape::scalar:
      return "";
    case Shape::region:
      return " of " + table.regions[found.row];
    case Shape::group:
      return " of " + group_text(table, found.row);
    case Shape::world_firm:
    case Shape::firm:
      if (found.row >= world.n_firms()) return fmt::format(" of plant {}", found.row - world.n_firms());
      return fmt::format(" of firm {} ({}, {})", found.row,
                         table.regions[world.firm_cell[found.row] / table.n_products()],
                         table.products[world.firm_cell[found.row] % table.n_products()]);
    case Shape::flow: {
      const std::size_t cells = table.n_regions() * table.n_products();
      const std::size_t cell = found.row % cells;
      return fmt::format(" of {} from {} to {}", table.products[cell % table.n_products()],
                         table.regions[cell / table.n_products()], table.regions[found.row / cells]);
    }
    default:
      return fmt::format(" in row {}", found.row);
  }
}

}  // namespace

std::string non_finite_text(const World& world, const State& state, const ActionList& actions) {
  Found found;
  for_each_column(state, [&](const ColumnInfo& info, const auto& column) { look(info, column, found); });
  if (found.column.name.empty()) return "";
  std::string text = fmt::format("{}{} is {}", found.column.name, agent_text(world, found), found.value);
  const auto writer = std::find_if(
      actions.rbegin(), actions.rend(),
      [&](const std::unique_ptr<Action>& action) { return action->access().may_write(found.column.name); });
  if (writer != actions.rend())
    text += fmt::format("; {} writes it in the phase {}", (*writer)->name(), phase_name((*writer)->phase()));
  return text;
}

}  // namespace entrepot
