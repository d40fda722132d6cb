// Base shares of trans-shipment: which goods reach a destination by way of a hub without being made there.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "scenarios/data/figures.hpp"

namespace entrepot::scenarios {

namespace {

auto order_of(const BaseRoute& route) {
  return std::tuple(route.origin.index(), route.destination.index(), route.hub.index());
}

void read_route(const CsvTable& csv, std::size_t row, const std::vector<std::size_t>& columns,
                const Labels& regions, WorldTable& table, Faults& faults) {
  const NumberRange range{1e-6, 0.5, "a base share of a route is above 0 and at most 0.5"};
  const auto origin = regions.resolve(csv, row, columns[0], faults);
  const auto hub = regions.resolve(csv, row, columns[1], faults);
  const auto destination = regions.resolve(csv, row, columns[2], faults);
  const double share = read_number(csv, row, columns[3], range, faults);
  if (!origin || !hub || !destination) return;
  if (*origin == *hub || *hub == *destination || *origin == *destination) {
    faults.add(csv.place(row, columns[0]), "origin, hub and destination are not three regions",
               "goods are re-routed by way of a third region", "");
    return;
  }
  const BaseRoute route{RegionId(*origin), RegionId(*hub), RegionId(*destination), share};
  for (const BaseRoute& other : table.base_routes) {
    if (order_of(other) == order_of(route))
      faults.add(csv.place(row, columns[0]), "this route is given twice");
  }
  table.base_routes.push_back(route);
}

// What is left for the direct way must be the larger part: base prices are those of direct trade.
void check_sums(const CsvTable& csv, const WorldTable& table, Faults& faults) {
  double sum = 0.0;
  for (std::size_t r = 0; r < table.base_routes.size(); ++r) {
    const BaseRoute& route = table.base_routes[r];
    const bool same_pair = r > 0 && table.base_routes[r - 1].origin == route.origin &&
                           table.base_routes[r - 1].destination == route.destination;
    sum = same_pair ? sum + route.share : route.share;
    if (sum <= 0.5) continue;
    faults.add({csv.file(), 0, 0, ""},
               fmt::format("hubs carry {:.3g} of the exports of {} to {}", sum,
                           table.regions[route.origin.index()], table.regions[route.destination.index()]),
               "at most half may go by way of hubs at the base", "");
  }
}

}  // namespace

void read_routes(WorldFolder& folder, WorldTable& table, Faults& faults) {
  if (!folder.has("base_routes.csv")) return;
  const CsvTable csv = folder.load("base_routes.csv");
  Labels regions("region");
  for (const std::string& name : table.regions) regions.add(name);
  std::vector<std::size_t> columns;
  for (const char* name : {"origin", "hub", "destination", "share"}) {
    const auto column = csv.require_column(name, faults);
    if (!column) return;
    columns.push_back(*column);
  }
  for (std::size_t row = 0; row < csv.rows(); ++row) read_route(csv, row, columns, regions, table, faults);
  std::sort(table.base_routes.begin(), table.base_routes.end(),
            [](const BaseRoute& a, const BaseRoute& b) { return order_of(a) < order_of(b); });
  check_sums(csv, table, faults);
}

}  // namespace entrepot::scenarios
