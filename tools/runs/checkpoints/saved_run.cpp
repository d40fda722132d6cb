#include "tools/runs/checkpoints/saved_run.hpp"

#include <algorithm>
#include <cstring>

#include "sim/core/error.hpp"
#include "sim/world/state/columns.hpp"
#include "tools/runs/event_table.hpp"
#include "tools/runs/result_parts.hpp"

namespace entrepot::tools {

namespace {

const std::string column_prefix = "state/";
const std::string rows_prefix = "recorded/";
const std::string metric_prefix = "baseline/";
const std::string table_prefix = "baseline_table/";

template <class AnyColumn>
constexpr std::size_t element_size() {
  if constexpr (ListColumn<AnyColumn>) {
    return sizeof(typename AnyColumn::value_type);
  } else {
    return sizeof(AnyColumn);
  }
}

template <class AnyColumn>
void take(AnyColumn& column, std::span<const std::byte> bytes) {
  if constexpr (ListColumn<AnyColumn>) {
    column.resize(bytes.size() / sizeof(typename AnyColumn::value_type));
    if (!bytes.empty()) std::memcpy(static_cast<void*>(column.data()), bytes.data(), bytes.size());
  } else {
    ENTREPOT_VALIDATE(bytes.size() == sizeof column, "a scalar column has one value");
    std::memcpy(static_cast<void*>(&column), bytes.data(), sizeof column);
  }
}

std::string column_section(const Table& table, const Column& column) {
  return table_prefix + table.name + "/" + column.name;
}

// Texts end with a zero byte each; labels have none.
std::string joined_texts(const std::vector<std::string>& texts) {
  std::string text;
  for (const std::string& one : texts) text += one + '\0';
  return text;
}

std::vector<std::string> split_texts(const std::string& text) {
  std::vector<std::string> texts;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\0', at), text.size());
    texts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return texts;
}

}  // namespace

void save_run(CheckpointWriter& to, const VariantRun& run) {
  for_each_column(run.simulation().state(), [&](const ColumnInfo& info, const auto& column) {
    using Kind = std::remove_cvref_t<decltype(column)>;
    to.add(column_prefix + std::string(info.name), element_size<Kind>(), column_bytes(column));
  });
  for (std::size_t m = 0; m < all_metrics().size(); ++m)
    to.add(rows_prefix + all_metrics()[m].name, run.recorder().recorded(m, run.steps_done()));
}

void load_run(const CheckpointReader& from, VariantRun& run) {
  State state(run.simulation().world());
  for_each_column(state, [&](const ColumnInfo& info, auto& column) {
    using Kind = std::remove_cvref_t<decltype(column)>;
    take(column, from.bytes(column_prefix + std::string(info.name), element_size<Kind>()));
  });
  for (std::size_t m = 0; m < all_metrics().size(); ++m)
    run.recorder().restore(m, state.step, from.numbers(rows_prefix + all_metrics()[m].name));
  run.simulation().resume(std::move(state));
}

void save_result(CheckpointWriter& to, const VariantResult& result) {
  for (const Variable& variable : result.variables)
    to.add(metric_prefix + variable.name, std::span(variable.values));
  for (const Table& table : result.tables) {
    for (const Column& column : table.columns) {
      if (column.is_text) {
        to.add(column_section(table, column), joined_texts(column.texts));
      } else {
        to.add(column_section(table, column), std::span(column.numbers));
      }
    }
  }
}

VariantResult load_result(const CheckpointReader& from, const World& world, const Calendar& calendar) {
  VariantResult result;
  for (const Metric& metric : all_metrics()) {
    const std::string name = metric_prefix + metric.name;
    if (from.has(name)) result.variables.push_back(metric_variable(metric, from.numbers(name)));
  }
  result.tables.push_back(event_table(world, State(world), calendar));
  for (Table& table : result.tables) {
    for (Column& column : table.columns) {
      if (column.is_text) {
        column.texts = split_texts(from.text(column_section(table, column)));
      } else {
        column.numbers = from.numbers(column_section(table, column));
      }
    }
  }
  return result;
}

}  // namespace entrepot::tools
