// The summary as JSON: the same structure, numbers to six significant digits.
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "outputs/report/summary.hpp"

namespace entrepot::outputs {

namespace {

using Json = nlohmann::ordered_json;

Json json_number(double value) {
  if (!std::isfinite(value)) return nullptr;
  return std::strtod(fmt::format("{:.6g}", value).c_str(), nullptr);
}

Json numbers(const std::vector<double>& values) {
  Json out = Json::array();
  for (const double value : values) out.push_back(json_number(value));
  return out;
}

Json table_json(const DataTable& table) {
  Json out = {{"id", table.id}, {"title", table.title}, {"source", table.source}, {"long", table.is_long}};
  out["columns"] = Json::array();
  for (const DataColumn& column : table.columns) {
    out["columns"].push_back({{"heading", column.heading},
                              {"units", column.units},
                              {"decimals", column.decimals},
                              {"signs", column.signs},
                              {"text", column.is_text}});
  }
  out["rows"] = Json::array();
  for (const auto& row : table.rows) {
    Json cells = Json::array();
    for (const DataCell& cell : row)
      cells.push_back(cell.is_text ? Json(cell.text) : json_number(cell.number));
    out["rows"].push_back(std::move(cells));
  }
  return out;
}

Json chart_json(const Chart& chart) {
  Json out = {{"id", chart.id},
              {"kind", chart_kind_name(chart.kind)},
              {"title", chart.title},
              {"units", chart.units},
              {"source", chart.source}};
  if (!chart.series.empty()) out["x"] = chart.x;
  for (const Series& series : chart.series) {
    Json one = {{"name", series.name}, {"role", series.role}, {"values", numbers(series.values)}};
    if (!series.low.empty()) one["low"] = numbers(series.low);
    if (!series.high.empty()) one["high"] = numbers(series.high);
    if (!series.subject.empty()) one["subject"] = series.subject;
    out["series"].push_back(std::move(one));
  }
  if (chart.frames.empty()) return out;
  out.update({{"row_axis", chart.row_axis},
              {"column_axis", chart.column_axis},
              {"rows", chart.rows},
              {"columns", chart.columns}});
  for (const Frame& frame : chart.frames) {
    Json one = {{"name", frame.name}, {"scenario", numbers(frame.scenario)}};
    if (!frame.baseline.empty()) one["baseline"] = numbers(frame.baseline);
    out["frames"].push_back(std::move(one));
  }
  return out;
}

Json sections_json(const std::vector<Section>& sections) {
  Json out = Json::array();
  for (const Section& section : sections) {
    Json one = {
        {"id", section.id}, {"title", section.title}, {"text", section.text}, {"absent", section.absent}};
    if (!section.trust.empty()) one["trust"] = section.trust;
    for (const KeyNumber& key : section.numbers)
      one["numbers"].push_back({{"name", key.name},
                                {"units", key.units},
                                {"difference", json_number(key.difference)},
                                {"low", json_number(key.low)},
                                {"high", json_number(key.high)}});
    one["charts"] = Json::array();
    one["tables"] = Json::array();
    for (const Chart& chart : section.charts) one["charts"].push_back(chart_json(chart));
    for (const DataTable& table : section.tables) one["tables"].push_back(table_json(table));
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

std::string to_json(const Summary& summary) {
  Json out;
  out["runs"] = Json::array();
  for (const RunSummary& run : summary.runs) {
    out["runs"].push_back({{"file", run.file},
                           {"name", run.name},
                           {"importer", run.importer},
                           {"rival", run.rival},
                           {"replicates", run.replicates},
                           {"regions", run.regions},
                           {"sections", sections_json(run.sections)}});
  }
  out["together"] = sections_json(summary.together);
  if (!summary.language.empty()) out["lang"] = summary.language;
  for (const auto& [english, other] : summary.words) out["words"][english] = other;
  return out.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace entrepot::outputs
