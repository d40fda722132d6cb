#include "tools/entrepot/links/graph_section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "sim/core/faults.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

using Json = nlohmann::ordered_json;

const char* const graph_source =
    "entrepot graph: contracts between sellers in that month, with the policies and without, same draws";

InputError no_graph(const std::string& path, const std::string& why) {
  return InputError(Fault{Place{path, 0, 0, ""}, "no graph of a run", why,
                          "write one with `entrepot graph SCENARIO --json > graph.json`"});
}

Json read_json(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw no_graph(path, "the file cannot be read");
  Json json = Json::parse(file, nullptr, false);
  if (!json.is_object()) throw no_graph(path, "it holds no JSON object");
  return json;
}

// "with, without, difference" in percent of a pair of parts.
void add_pair(const Json& pair, std::vector<DataCell>& row) {
  const double with = 100.0 * pair.at(0).get<double>();
  const double without = 100.0 * pair.at(1).get<double>();
  row.insert(row.end(), {with, without, with - without});
}

std::vector<DataColumn> pair_columns(const std::string& what) {
  return {{what + ", with", "%", 3}, {what + ", without", "%", 3}, {"difference", "pp", 3, true}};
}

DataTable table_about(const std::string& id, const std::string& title,
                      const std::vector<std::string>& names) {
  DataTable table{id, title, graph_source, {}, {}};
  for (const std::string& name : names) table.columns.push_back({name, "", 0, false, true});
  return table;
}

void add_columns(DataTable& table, const std::string& first, const std::string& second) {
  for (const std::string& what : {first, second}) {
    const std::vector<DataColumn> columns = pair_columns(what);
    table.columns.insert(table.columns.end(), columns.begin(), columns.end());
  }
}

DataTable rank_table(const Json& rows, const std::string& title, bool firms) {
  DataTable table = table_about(firms ? "graph-firms" : "graph-cells", title,
                                firms ? std::vector<std::string>{"firm", "region", "sector"}
                                      : std::vector<std::string>{"region", "sector"});
  add_columns(table, "what hangs on it", "paths through it");
  for (const Json& one : rows) {
    std::vector<DataCell> row;
    if (firms) row.emplace_back(one.at("firm").get<std::string>());
    row.emplace_back(one.at("region").get<std::string>());
    row.emplace_back(one.at("sector").get<std::string>());
    add_pair(one.at("page_rank"), row);
    add_pair(one.at("betweenness"), row);
    table.rows.push_back(std::move(row));
  }
  return table;
}

DataTable hub_table(const Json& hubs) {
  DataTable table = table_about("graph-hubs", "Regions that the paths of others visit", {"hub"});
  add_columns(table, "paths of others", "firms in the core");
  for (const Json& one : hubs) {
    std::vector<DataCell> row{one.at("region").get<std::string>()};
    add_pair(one.at("paths"), row);
    add_pair(one.at("core"), row);
    table.rows.push_back(std::move(row));
  }
  return table;
}

Chart hub_chart(const DataTable& hubs, const std::string& month) {
  Chart chart;
  chart.id = "graph-hubs-change";
  chart.kind = ChartKind::bars;
  chart.title =
      fmt::format("Part of others' shortest paths that visit a region, {}: difference to no policies", month);
  chart.units = "percentage points";
  chart.source = graph_source;
  std::vector<std::vector<DataCell>> rows = hubs.rows;
  constexpr std::size_t change = 3;
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return std::abs(a[change].number) > std::abs(b[change].number);
  });
  Series series{"difference", "difference", {}, {}, {}};
  constexpr std::size_t most = 8;
  for (std::size_t i = 0; i < std::min(most, rows.size()); ++i) {
    chart.x.push_back(rows[i][0].text);
    series.values.push_back(rows[i][change].number);
  }
  chart.series = {std::move(series)};
  return chart;
}

Section section_of(const Json& json) {
  const auto month = json.at("month").get<std::string>();
  Section section{"graph", "Whom it would hurt to lose", {}, {}, {}, {}};
  section.text = {
      fmt::format(
          "Links between sellers in {}: what hangs on a seller, directly and through others (PageRank from "
          "buyers to suppliers), and which part of the shortest paths of goods runs through it.",
          month),
      "A model firm stands for many: ranks of sectors of regions carry further than ranks of firms."};
  DataTable hubs = hub_table(json.at("hubs"));
  section.charts = {hub_chart(hubs, month)};
  section.tables = {rank_table(json.at("cells"), "Sectors of regions that most hangs on", false),
                    rank_table(json.at("firms"), "Firms that most hangs on", true), std::move(hubs)};
  return section;
}

}  // namespace

GraphSection read_graph_section(const std::string& path) {
  const Json json = read_json(path);
  try {
    return {json.at("scenario").get<std::string>(), section_of(json)};
  } catch (const Json::exception& error) {
    throw no_graph(path, fmt::format("a member is missing or of another kind: {}", error.what()));
  }
}

}  // namespace entrepot::tools
