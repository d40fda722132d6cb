// A comparison for other programs: CSV and JSON.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "outputs/compare/compare.hpp"
#include "outputs/store/csv_text.hpp"

namespace entrepot::outputs {

namespace {

void add_record(std::string& out, const std::vector<std::string>& fields) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += ",";
    out += csv_field(fields[i]);
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

using Json = nlohmann::ordered_json;

Json json_number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json json_row(const CompareSection& section, const CompareRow& row) {
  Json labels = Json::object();
  for (std::size_t i = 0; i < section.axes.size(); ++i) labels[section.axes[i]] = row.labels[i];
  return {{"labels", std::move(labels)},
          {"value", json_number(row.value)},
          {"against_value", json_number(row.against)},
          {"difference", json_number(row.difference)},
          {"low_95", json_number(row.low)},
          {"high_95", json_number(row.high)},
          {"change_percent", json_number(row.change_percent)}};
}

Json json_section(const CompareSection& section) {
  Json rows = Json::array();
  for (const CompareRow& row : section.rows) rows.push_back(json_row(section, row));
  return {{"metric", section.metric},
          {"long_name", section.long_name},
          {"units", section.units},
          {"value_of", section.value_name},
          {"against", section.against_name},
          {"aggregation", aggregation_name(section.aggregation)},
          {"period", section.has_time ? Json(period_name(section.period)) : Json(nullptr)},
          {"replicates", section.replicates},
          {"cells", section.cells},
          {"rows", std::move(rows)}};
}
}  // namespace

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

std::string to_json(const CompareTable& table) {
  Json sections = Json::array();
  for (const CompareSection& section : table.sections) sections.push_back(json_section(section));
  const Json json = {{"title", table.title}, {"sections", std::move(sections)}, {"notes", table.notes}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace entrepot::outputs
