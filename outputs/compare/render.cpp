// The renderings of one comparison.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "outputs/compare/compare.hpp"
#include "outputs/compare/text_table.hpp"

namespace entrepot {

namespace {
std::string signed_value(double value) {
  return fmt::format("{}{}", value > 0.0 ? "+" : "", format_value(value));
}

std::string section_heading(const CompareSection& section) {
  std::string text = fmt::format("{}: {} [{}]", section.metric, section.long_name, section.units);
  if (section.has_time)
    text += fmt::format(", {} per {}", aggregation_name(section.aggregation), period_name(section.period));
  text += fmt::format(", {} replicate{}", section.replicates, section.replicates == 1 ? "" : "s");
  if (section.rows.size() < section.cells) {
    text += fmt::format(", largest {} of {} changes", section.rows.size(), section.cells);
  }
  return text;
}

TextTable section_table(const CompareSection& section) {
  TextTable table;
  for (const std::string& axis : section.axes) table.columns.push_back({axis, Align::left});
  for (const std::string& heading :
       {section.value_name, section.against_name, std::string("difference"), std::string("95 % low"),
        std::string("95 % high"), std::string("change %")}) {
    table.columns.push_back({heading, Align::right});
  }
  for (const CompareRow& row : section.rows) {
    std::vector<std::string> cells = row.labels;
    cells.push_back(format_value(row.value));
    cells.push_back(format_value(row.against));
    for (const double value : {row.difference, row.low, row.high, row.change_percent}) {
      cells.push_back(signed_value(value));
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

std::string quoted(const std::string& field) {
  if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
  std::string text;
  for (const char letter : field) text.append(letter == '"' ? 2 : 1, letter);
  return fmt::format("\"{}\"", text);
}

std::string csv_number(double value) { return std::isnan(value) ? "" : fmt::format("{}", value); }

void add_record(std::string& out, const std::vector<std::string>& fields) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += ",";
    out += quoted(fields[i]);
  }
  out += "\r\n";
}

// Every axis of any section, in order of appearance: one column each.
std::vector<std::string> all_axes(const CompareTable& table) {
  std::vector<std::string> axes;
  for (const CompareSection& section : table.sections) {
    for (const std::string& axis : section.axes) {
      if (std::find(axes.begin(), axes.end(), axis) == axes.end()) axes.push_back(axis);
    }
  }
  return axes;
}

void add_csv_row(std::string& out, const CompareSection& section, const CompareRow& row,
                 const std::vector<std::string>& axes) {
  std::vector<std::string> fields{section.metric, section.units, section.value_name, section.against_name};
  for (const std::string& axis : axes) {
    const auto at = std::find(section.axes.begin(), section.axes.end(), axis);
    const bool absent = at == section.axes.end();
    fields.push_back(absent ? "" : row.labels[static_cast<std::size_t>(at - section.axes.begin())]);
  }
  fields.push_back(fmt::format("{}", section.replicates));
  for (const double value : {row.value, row.against, row.difference, row.low, row.high, row.change_percent}) {
    fields.push_back(csv_number(value));
  }
  add_record(out, fields);
}
}  // namespace

std::string to_text(const CompareTable& table) {
  std::string text = table.title + "\n";
  for (const CompareSection& section : table.sections) {
    text += fmt::format("\n{}\n{}", section_heading(section), section_table(section).render());
  }
  if (!table.notes.empty()) text += "\n";
  for (const std::string& note : table.notes) text += fmt::format("note: {}\n", note);
  return text;
}

std::string to_csv(const CompareTable& table) {
  const std::vector<std::string> axes = all_axes(table);
  std::vector<std::string> heading{"metric", "units", "value_of", "against"};
  heading.insert(heading.end(), axes.begin(), axes.end());
  for (const char* name :
       {"replicates", "value", "against_value", "difference", "low_95", "high_95", "change_percent"}) {
    heading.emplace_back(name);
  }
  std::string out;
  add_record(out, heading);
  for (const CompareSection& section : table.sections) {
    for (const CompareRow& row : section.rows) add_csv_row(out, section, row, axes);
  }
  return out;
}

}  // namespace entrepot
