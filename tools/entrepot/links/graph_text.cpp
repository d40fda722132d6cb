// Tables and JSON of a graph report: firms, cells, hubs, each with the scenario and without.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "outputs/compare/render/text_table.hpp"
#include "tools/entrepot/links/graph_measures.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

// A firm or a cell in both runs; a plant that only one of them has is absent (0) in the other.
struct RankRow {
  std::string name, region, sector;
  double sales = 0.0, sales_before = 0.0;
  double rank = 0.0, rank_before = 0.0;
  double between = 0.0, between_before = 0.0;
  bool cut = false;
};

using RankRows = std::vector<RankRow>;

// Largest rank first, in either run: what was critical and is no more is told too.
void keep_top(RankRows& rows, std::size_t top) {
  std::stable_sort(rows.begin(), rows.end(), [](const RankRow& a, const RankRow& b) {
    return std::max(a.rank, a.rank_before) > std::max(b.rank, b.rank_before);
  });
  if (top > 0 && rows.size() > top) rows.resize(top);
}

template <class Key>
RankRows rows_by(const GraphReport& report, const Key& key) {
  std::map<std::string, RankRow> by_key;
  for (const bool with : {true, false}) {
    const GraphMeasures& measures = with ? report.with : report.without;
    for (std::size_t i = 0; i < measures.name.size(); ++i) {
      RankRow& row = by_key
                         .try_emplace(key(measures, i),
                                      RankRow{measures.name[i], measures.region[i], measures.sector[i]})
                         .first->second;
      (with ? row.sales : row.sales_before) += measures.sales[i];
      (with ? row.rank : row.rank_before) += measures.rank[i];
      (with ? row.between : row.between_before) += measures.between[i];
      row.cut = row.cut || (with && measures.cut[i] != 0);
    }
  }
  RankRows rows;
  for (auto& [name, row] : by_key) rows.push_back(std::move(row));
  return rows;
}

RankRows firms_of(const GraphReport& report, std::size_t top) {
  // A plant's number means another plant in the other run; firms are the same.
  RankRows rows = rows_by(report, [](const GraphMeasures& measures, std::size_t i) {
    return measures.name[i] + " " + measures.region[i] + " " + measures.sector[i];
  });
  keep_top(rows, top);
  return rows;
}

RankRows cells_of(const GraphReport& report, std::size_t top) {
  RankRows rows = rows_by(report, [](const GraphMeasures& measures, std::size_t i) {
    return measures.region[i] + " " + measures.sector[i];
  });
  keep_top(rows, top);
  return rows;
}

std::string percent(double share) { return fmt::format("{:.3f}", 100.0 * share); }

std::string rank_table(const RankRows& rows, bool firms) {
  TextTable table;
  if (firms) table.columns.push_back({"firm"});
  for (const char* title : {"region", "sector"}) table.columns.push_back({title});
  for (const char* title : {"sales", "before", "rank, %", "before", "paths, %", "before"})
    table.columns.push_back({title, Align::right});
  if (firms) table.columns.push_back({"cuts others off"});
  for (const RankRow& row : rows) {
    std::vector<std::string> cells;
    if (firms) cells.push_back(row.name);
    cells.insert(cells.end(), {row.region, row.sector, fmt::format("{:.0f}", row.sales),
                               fmt::format("{:.0f}", row.sales_before), percent(row.rank),
                               percent(row.rank_before), percent(row.between), percent(row.between_before)});
    if (firms) cells.emplace_back(row.cut ? "yes" : "");
    table.rows.push_back(std::move(cells));
  }
  return table.render();
}

std::string hub_table(const GraphReport& report) {
  TextTable table;
  table.columns = {{"hub"}};
  for (const char* title : {"paths of others, %", "before", "change, pp", "firms in the core, %", "before"})
    table.columns.push_back({title, Align::right});
  for (std::size_t r = 0; r < report.regions.size(); ++r) {
    const double share = report.with.hub_share[r], before = report.without.hub_share[r];
    table.rows.push_back({report.regions[r], percent(share), percent(before),
                          fmt::format("{:+.3f}", 100.0 * (share - before)),
                          fmt::format("{:.1f}", 100.0 * report.with.core[r]),
                          fmt::format("{:.1f}", 100.0 * report.without.core[r])});
  }
  return table.render();
}

nlohmann::ordered_json rank_json(const RankRows& rows, bool firms) {
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const RankRow& row : rows) {
    nlohmann::ordered_json one;
    if (firms) one["firm"] = row.name;
    one.update({{"region", row.region},
                {"sector", row.sector},
                {"sales_musd", {row.sales, row.sales_before}},
                {"page_rank", {row.rank, row.rank_before}},
                {"betweenness", {row.between, row.between_before}}});
    if (firms) one["cut_vertex"] = row.cut;
    json.push_back(std::move(one));
  }
  return json;
}

}  // namespace

std::string graph_text(const GraphReport& report, std::size_t top) {
  const auto cuts = static_cast<std::size_t>(std::count(report.with.cut.begin(), report.with.cut.end(), 1));
  return fmt::format(
      "Whom it would hurt to lose, {}: {} sellers, {} links; paths from {} sellers. \"before\" is the run "
      "without the "
      "policies.\n\nFirms, by PageRank from buyers to suppliers (model firms; sales in million USD of the "
      "month)\n{}\n"
      "Cells\n{}\nHubs: shortest paths between firms of other regions that visit the region\n{}\n"
      "{} sellers cut others off: without them some hang together no more.\n",
      report.month, report.with.name.size(), report.with.links, report.with.sources,
      rank_table(firms_of(report, top), true), rank_table(cells_of(report, top), false), hub_table(report),
      cuts);
}

std::string graph_json(const GraphReport& report, std::size_t top) {
  nlohmann::ordered_json hubs = nlohmann::ordered_json::array();
  for (std::size_t r = 0; r < report.regions.size(); ++r)
    hubs.push_back({{"region", report.regions[r]},
                    {"paths", {report.with.hub_share[r], report.without.hub_share[r]}},
                    {"core", {report.with.core[r], report.without.core[r]}}});
  const nlohmann::ordered_json json = {{"scenario", report.scenario},
                                       {"month", report.month},
                                       {"pairs", "with the policies, without"},
                                       {"sources", report.with.sources},
                                       {"firms", rank_json(firms_of(report, top), true)},
                                       {"cells", rank_json(cells_of(report, top), false)},
                                       {"hubs", hubs}};
  return json.dump(2);
}

}  // namespace entrepot::tools
