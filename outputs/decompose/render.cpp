// The renderings of one decomposition.
#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "outputs/compare/render/text_table.hpp"
#include "outputs/decompose/decomposition.hpp"
#include "outputs/store/csv_text.hpp"

namespace entrepot::outputs {

namespace {

std::string signed_value(double value) {
  return fmt::format("{}{}", value > 0.0 ? "+" : "", format_value(value));
}

std::string level(const Estimate& estimate) {
  std::string text = format_value(estimate.mean);
  if (!std::isnan(estimate.half_width)) text += fmt::format(" +- {}", format_value(estimate.half_width));
  return text;
}

std::string cell_heading(const Decomposition& decomposition, const DecomposedCell& cell) {
  std::string text;
  for (std::size_t i = 0; i < cell.labels.size(); ++i) {
    if (i > 0) text += ", ";
    text += fmt::format("{}={}", decomposition.axes[i], cell.labels[i]);
  }
  return text;
}

// Whether some replicate gave no value, so that the table needs a column of counts.
bool has_gaps(const DecomposedCell& cell, std::size_t replicates) {
  for (const MechanismRow& row : cell.rows) {
    if (row.alone.values < replicates || row.left_out.values < replicates) return true;
  }
  return cell.together.values < replicates;
}

void add_row(TextTable& table, const MechanismRow& row, bool counts) {
  std::vector<std::string> cells{row.mechanism, signed_value(row.alone.mean),
                                 format_value(row.alone.half_width), signed_value(row.left_out.mean),
                                 format_value(row.left_out.half_width)};
  if (counts) {
    cells.push_back(std::to_string(row.alone.values));
    cells.push_back(std::to_string(row.left_out.values));
  }
  table.rows.push_back(std::move(cells));
}

TextTable cell_table(const DecomposedCell& cell, std::size_t replicates) {
  TextTable table;
  table.columns = {{"mechanism", Align::left},
                   {"alone", Align::right},
                   {"+- 95 %", Align::right},
                   {"left out", Align::right},
                   {"+- 95 %", Align::right}};
  const bool counts = has_gaps(cell, replicates);
  if (counts) {
    table.columns.push_back({"values alone", Align::right});
    table.columns.push_back({"values left out", Align::right});
  }
  for (const MechanismRow& row : cell.rows) add_row(table, row, counts);
  add_row(table, {"all together", cell.together, cell.together}, counts);
  return table;
}

nlohmann::json number(double value) { return std::isnan(value) ? nlohmann::json() : nlohmann::json(value); }

nlohmann::json to_json(const Estimate& estimate) {
  return {{"mean", number(estimate.mean)},
          {"half_width_95", number(estimate.half_width)},
          {"values", estimate.values}};
}

void add_csv(std::string& out, const Decomposition& decomposition, const DecomposedCell& cell,
             const MechanismRow& row) {
  out += fmt::format("{},{},{}", decomposition.metric, decomposition.summary, csv_field(decomposition.units));
  for (const std::string& label : cell.labels) out += fmt::format(",{}", csv_field(label));
  out += fmt::format(",{}", row.mechanism);
  for (const Estimate& estimate : {row.alone, row.left_out}) {
    out +=
        fmt::format(",{},{},{}", csv_number(estimate.mean), csv_number(estimate.half_width), estimate.values);
  }
  out += "\r\n";
}

}  // namespace

std::string to_text(const Decomposition& decomposition) {
  std::string text = fmt::format(
      "{}: what each mechanism contributes to {} [{}]\n{}; scenario less its own baseline, {} replicate{}\n"
      "alone: the mechanism with what it needs, against none; left out: all against all but this one\n",
      decomposition.scenario, decomposition.metric, decomposition.units,
      decomposition.summary == "value"
          ? decomposition.long_name
          : fmt::format("{} of: {}", decomposition.summary, decomposition.long_name),
      decomposition.replicates, decomposition.replicates == 1 ? "" : "s");
  if (decomposition.cells.size() < decomposition.cells_found) {
    text += fmt::format("largest {} of {} cells\n", decomposition.cells.size(), decomposition.cells_found);
  }
  for (const DecomposedCell& cell : decomposition.cells) {
    text +=
        fmt::format("\n{}\nwith all: {}; with none: {}\n{}", cell_heading(decomposition, cell),
                    level(cell.all), level(cell.none), cell_table(cell, decomposition.replicates).render());
  }
  if (!decomposition.notes.empty()) text += "\n";
  for (const std::string& note : decomposition.notes) text += fmt::format("note: {}\n", note);
  return text;
}

std::string to_csv(const Decomposition& decomposition) {
  std::string out = "metric,summary,units";
  for (const std::string& axis : decomposition.axes) out += fmt::format(",{}", axis);
  out +=
      ",mechanism,alone,alone_half_width_95,alone_values,left_out,left_out_half_width_95,left_out_values\r\n";
  for (const DecomposedCell& cell : decomposition.cells) {
    for (const MechanismRow& row : cell.rows) add_csv(out, decomposition, cell, row);
    add_csv(out, decomposition, cell, {"all together", cell.together, cell.together});
  }
  return out;
}

std::string to_json(const Decomposition& decomposition) {
  nlohmann::json json = {{"scenario", decomposition.scenario}, {"metric", decomposition.metric},
                         {"units", decomposition.units},       {"summary", decomposition.summary},
                         {"axes", decomposition.axes},         {"replicates", decomposition.replicates},
                         {"notes", decomposition.notes},       {"cells", nlohmann::json::array()}};
  for (const DecomposedCell& cell : decomposition.cells) {
    nlohmann::json rows = nlohmann::json::array();
    for (const MechanismRow& row : cell.rows) {
      rows.push_back(
          {{"mechanism", row.mechanism}, {"alone", to_json(row.alone)}, {"left_out", to_json(row.left_out)}});
    }
    json["cells"].push_back({{"labels", cell.labels},
                             {"all", to_json(cell.all)},
                             {"none", to_json(cell.none)},
                             {"together", to_json(cell.together)},
                             {"mechanisms", rows}});
  }
  return json.dump(2) + "\n";
}

}  // namespace entrepot::outputs
