// Base shares of trans-shipment: which goods reach a destination by way of a hub without being made there.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "scenarios/data/figures.hpp"

namespace entrepot::scenarios {

namespace {

struct Columns {
  std::size_t origin, hub, destination, share;
  std::optional<std::size_t> sector;  // absent: all rows speak of all goods
};

std::optional<Columns> columns_of(const CsvTable& csv, Faults& faults) {
  const auto origin = csv.require_column("origin", faults);
  const auto hub = csv.require_column("hub", faults);
  const auto destination = csv.require_column("destination", faults);
  const auto share = csv.require_column("share", faults);
  const std::vector<std::string> known = {"origin", "hub", "destination", "sector", "share", "source"};
  for (std::size_t column = 0; column < csv.columns(); ++column) {
    const std::string name(csv.header(column));
    if (std::find(known.begin(), known.end(), name) == known.end())
      faults.add(csv.header_place(column), fmt::format("unknown column '{}'", name), "",
                 suggest(name, known, Asks::meant));
  }
  if (!origin || !hub || !destination || !share) return std::nullopt;
  return Columns{*origin, *hub, *destination, *share, csv.find_column("sector")};
}

// One or more hubs of a cell, with spaces between them.
std::vector<RegionId> hubs_of(const CsvTable& csv, std::size_t row, std::size_t column, const Labels& regions,
                              Faults& faults) {
  std::vector<RegionId> hubs;
  const std::string_view text = csv.text(row, column);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string name(text.substr(at, end - at));
    at = end + 1;
    if (name.empty()) continue;
    if (const auto hub = regions.find(name)) {
      hubs.emplace_back(*hub);
    } else {
      faults.add(csv.place(row, column), fmt::format("unknown region '{}'", name), "",
                 suggest(name, regions.names(), Asks::meant));
    }
  }
  if (text.empty())
    faults.add(csv.place(row, column), "no hub", "goods are re-routed by way of a third region",
               "name one or more regions, with spaces between them");
  return hubs;
}

// A goods sector; absent for all goods. False where it makes no sense.
bool read_sector(const CsvTable& csv, std::size_t row, const Columns& columns, const WorldTable& table,
                 std::optional<SectorId>& sector, Faults& faults) {
  if (!columns.sector || csv.text(row, *columns.sector).empty()) return true;
  const auto found = labels_of("sector", table.sectors).resolve(csv, row, *columns.sector, faults);
  if (!found) return false;
  if (!table.sector_is_goods[*found]) {
    faults.add(csv.place(row, *columns.sector), table.sectors[*found] + " is a service",
               "services are not re-routed", "leave the row out");
    return false;
  }
  sector = SectorId(*found);
  return true;
}

void read_row(const CsvTable& csv, std::size_t row, const Columns& columns, const WorldTable& table,
              std::vector<RouteShares>& rows, Faults& faults) {
  const NumberRange range{1e-6, 0.5, "a base share of a route is above 0 and at most 0.5"};
  const Labels regions = labels_of("region", table.regions);
  const std::size_t faults_before = faults.count();
  const auto origin = regions.resolve(csv, row, columns.origin, faults);
  const std::vector<RegionId> hubs = hubs_of(csv, row, columns.hub, regions, faults);
  const auto destination = regions.resolve(csv, row, columns.destination, faults);
  const double share = read_number(csv, row, columns.share, range, faults);
  std::optional<SectorId> sector;
  read_sector(csv, row, columns, table, sector, faults);
  if (!origin || !destination || faults.count() > faults_before) return;
  const RegionId from(*origin);
  const RegionId to(*destination);
  const bool third =
      std::none_of(hubs.begin(), hubs.end(), [&](RegionId hub) { return hub == from || hub == to; });
  if (from == to || !third) {
    faults.add(csv.place(row, columns.origin), "origin, hub and destination are not three regions",
               "goods are re-routed by way of a third region", "");
    return;
  }
  rows.push_back({from, to, hubs, sector, share, row});
}

// Every route once; and what is left for the direct way must be the larger part: base prices are those of
// direct trade.
void check_rows(const CsvTable& csv, const Columns& columns, const std::vector<RouteShares>& rows,
                const WorldTable& table, Faults& faults) {
  std::set<std::tuple<RegionId, RegionId, RegionId, std::optional<SectorId>>> seen;
  std::map<std::tuple<RegionId, RegionId, std::optional<SectorId>>, double> sum;
  for (const RouteShares& at : rows) {
    for (const RegionId hub : at.hubs) {
      if (!seen.insert({at.origin, at.destination, hub, at.sector}).second)
        faults.add(csv.place(at.row, columns.hub),
                   fmt::format("the route by {} is given twice", table.regions[hub.index()]),
                   "each hub of a pair and sector has one share", "leave one of them out");
    }
    double& all = sum[{at.origin, at.destination, at.sector}];
    all += at.share;
    if (all > 0.5)
      faults.add(csv.place(at.row, columns.share),
                 fmt::format("hubs carry {:.3g} of the exports of {} to {}", all,
                             table.regions[at.origin.index()], table.regions[at.destination.index()]),
                 "at most half may go by way of hubs at the base", "");
  }
}

// What a region sells of a product to a destination, million USD.
double exports(const WorldTable& table, RegionId origin, RegionId destination, std::size_t product) {
  const Axes axes = table.axes();
  const GroupId seller = axes.group(origin, axes.sector_of(ProductId(product)));
  double sold = table.f(seller.index(), destination.index());
  for (const GroupId user : axes.groups_of(destination)) sold += table.z(seller.index(), user.index());
  return sold * table.mix(destination.index(), origin.index(), product);
}

// Adds a row's share of one product to its hubs, split as they sell the product to the destination
// themselves: what a hub does not sell can hardly pass for its own.
void lay(const RouteShares& row, std::size_t product, const WorldTable& table,
         std::map<RegionId, std::vector<double>>& by_hub) {
  std::vector<double> sold(row.hubs.size(), 1.0);
  double all = 1.0;
  if (row.hubs.size() > 1) {
    all = 0.0;
    for (std::size_t h = 0; h < row.hubs.size(); ++h)
      all += sold[h] = exports(table, row.hubs[h], row.destination, product);
  }
  for (std::size_t h = 0; h < row.hubs.size() && all > 0.0; ++h) {
    std::vector<double>& share = by_hub[row.hubs[h]];
    share.resize(table.n_products(), 0.0);
    share[product] += row.share * sold[h] / all;
  }
}

// The routes of one pair where goods differ: rows that name a sector rule there, the others elsewhere.
void lay_pair(const std::vector<RouteShares>& rows, WorldTable& table) {
  const Axes axes = table.axes();
  const RegionId origin = rows.front().origin;
  const RegionId destination = rows.front().destination;
  std::map<RegionId, std::vector<double>> by_hub;
  for (std::size_t g = 0; g < table.n_products(); ++g) {
    const SectorId sector = axes.sector_of(ProductId(g));
    if (!table.sector_is_goods[sector.index()]) continue;
    const bool own =
        std::any_of(rows.begin(), rows.end(), [&](const RouteShares& row) { return row.sector == sector; });
    for (const RouteShares& row : rows) {
      if (own ? row.sector == sector : !row.sector) lay(row, g, table, by_hub);
    }
  }
  std::string note;
  for (auto& [hub, share] : by_hub) {
    double carried = 0.0;
    double sold = 0.0;
    for (std::size_t g = 0; g < table.n_products(); ++g) {
      if (!table.sector_is_goods[axes.sector_of(ProductId(g)).index()]) continue;
      const double value = exports(table, origin, destination, g);
      carried += share[g] * value;
      sold += value;
    }
    const double mean = sold > 0.0 ? carried / sold : 0.0;
    note += fmt::format("{}{} {:.2g} %", note.empty() ? "" : ", ", table.regions[hub.index()], 100.0 * mean);
    table.base_routes.push_back({origin, hub, destination, mean, std::move(share)});
  }
  table.notes.push_back(fmt::format("goods of {} to {} by way of hubs: {}", table.regions[origin.index()],
                                    table.regions[destination.index()], note));
}

}  // namespace

std::vector<RouteShares> read_routes(WorldFolder& folder, const WorldTable& table, Faults& faults) {
  std::vector<RouteShares> rows;
  if (!folder.has("base_routes.csv")) return rows;
  const CsvTable csv = folder.load("base_routes.csv");
  const auto columns = columns_of(csv, faults);
  if (!columns) return rows;
  for (std::size_t row = 0; row < csv.rows(); ++row) read_row(csv, row, *columns, table, rows, faults);
  check_rows(csv, *columns, rows, table, faults);
  std::sort(rows.begin(), rows.end(), [](const RouteShares& a, const RouteShares& b) {
    return std::tie(a.origin, a.destination, a.sector, a.hubs) <
           std::tie(b.origin, b.destination, b.sector, b.hubs);
  });
  return rows;
}

void lay_routes(const std::vector<RouteShares>& rows, WorldTable& table) {
  std::map<std::pair<RegionId, RegionId>, std::vector<RouteShares>> pairs;
  for (const RouteShares& row : rows) pairs[{row.origin, row.destination}].push_back(row);
  for (const auto& [pair, of_pair] : pairs) {
    const bool plain = std::all_of(of_pair.begin(), of_pair.end(), [](const RouteShares& row) {
      return !row.sector && row.hubs.size() == 1;
    });
    if (!plain) {
      lay_pair(of_pair, table);
      continue;
    }
    for (const RouteShares& row : of_pair)
      table.base_routes.push_back({row.origin, row.hubs.front(), row.destination, row.share, {}});
  }
  const auto order = [](const BaseRoute& route) {
    return std::tuple(route.origin, route.destination, route.hub);
  };
  std::sort(table.base_routes.begin(), table.base_routes.end(),
            [&](const BaseRoute& a, const BaseRoute& b) { return order(a) < order(b); });
}

}  // namespace entrepot::scenarios
