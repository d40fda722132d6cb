#include "outputs/metrics/parts/linkage.hpp"

#include <algorithm>

#include "sim/core/error.hpp"
#include "sim/world/state/use_classes.hpp"

namespace entrepot::outputs {

using namespace theory;

namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Index = Eigen::Index;

}  // namespace

Linkage::Linkage(InterCountryFlows flows, const WorldTable& table)
    : system(std::move(flows)),
      exposure(entrepot::theory::exposure(system, table.sector_is_manufacturing)),
      content(value_added_content(system)),
      by_border(value_added_by_border(system, content)) {}

namespace {

// Products of a sector may take routes of their own: their mean, by what the origin sells of each.
double base_share(const BaseRoute& route, GroupId group, const WorldTable& table) {
  double share = 0.0;
  double all = 0.0;
  for (const ProductId product : table.axes().products_of(table.axes().sector_of(group))) {
    const double sold = table.mix(route.destination.index(), route.origin.index(), product.index());
    share += sold * route.share_of(product.index());
    all += sold;
  }
  return all > 0.0 ? share / all : 0.0;
}

std::vector<Detour> base_detours(const WorldTable& table) {
  std::vector<Detour> detours;
  for (const BaseRoute& route : table.base_routes) {
    for (const GroupId group : table.axes().groups_of(route.origin)) {
      if (!table.sector_is_goods[table.axes().sector_of(group).index()]) continue;
      const double share = route.by_product.empty() ? route.share : base_share(route, group, table);
      if (share > 0.0)
        detours.push_back({group.index(), route.hub.index(), route.destination.index(), share});
    }
  }
  return detours;
}

// Products of a sector take routes of their own: their sum over the sector's sales of the month.
std::vector<Detour> taken_detours(const WorldTable& table, const State& state) {
  const Axes axes = table.axes();
  std::vector<Detour> detours;
  for (std::size_t r = 0; r < table.base_routes.size(); ++r) {
    const BaseRoute& route = table.base_routes[r];
    for (const GroupId group : axes.groups_of(route.origin)) {
      std::int64_t carried = 0;
      std::int64_t sold = 0;
      for (const CellId cell : axes.cells_of(group)) {
        carried += state.reroute[r * axes.n_products() + axes.product_of(cell).index()].money;
        sold += state.flow[axes.flow(route.destination, cell).index()].money;
      }
      if (carried <= 0) continue;
      detours.push_back({group.index(), route.hub.index(), route.destination.index(),
                         static_cast<double>(carried) / static_cast<double>(sold)});
    }
  }
  return detours;
}

}  // namespace

InterCountryFlows table_flows(const WorldTable& table, bool routed) {
  const auto groups = static_cast<Index>(table.n_groups());
  const auto regions = static_cast<Index>(table.n_regions());
  return {table.n_regions(),
          table.n_sectors(),
          Eigen::Map<const RowMajor>(table.intermediate.data(), groups, groups),
          Eigen::Map<const RowMajor>(table.final_use.data(), groups, regions),
          {},
          routed ? base_detours(table) : std::vector<Detour>{}};
}

InterCountryFlows state_flows(const World& world, const State& state) {
  const auto classes = static_cast<Index>(n_use_classes(world, state));
  const auto regions = static_cast<Index>(world.table.n_regions());
  ENTREPOT_VALIDATE(static_cast<Index>(state.use_flow.size()) == (classes + regions) * classes,
                    "no use table yet: it is made at quarter ends");
  using Integers = Eigen::Matrix<std::int64_t, Eigen::Dynamic, Eigen::Dynamic>;  // one column per use
  const Eigen::MatrixXd uses =
      Eigen::Map<const Integers>(state.use_flow.data(), classes, classes + regions).cast<double>() *
      world.unit_musd;
  std::vector<std::size_t> parts;
  for (const PlantClass& plants : state.plant_class) parts.push_back(plants.group);
  return {world.table.n_regions(),
          world.table.n_sectors(),
          uses.leftCols(classes),
          uses.rightCols(regions),
          std::move(parts),
          state.reroute.empty() ? std::vector<Detour>{} : taken_detours(world.table, state)};
}

double indirect_share(const Linkage& linkage, std::size_t origin, std::size_t destination) {
  const auto i = static_cast<Index>(origin);
  const auto n = static_cast<Index>(destination);
  const Eigen::MatrixXd& used = linkage.by_border[destination];
  const double third = used.row(i).sum() - used(i, i) - (i == n ? 0.0 : used(i, n));
  return third / linkage.system.flows().final_use.col(n).sum();
}

void write_by_border(const std::vector<Eigen::MatrixXd>& by_destination, std::span<double> out) {
  const std::size_t regions = by_destination.size();
  const auto size = static_cast<Index>(regions);
  for (std::size_t n = 0; n < regions; ++n) {
    for (Index way = 0; way < size * size; ++way)
      out[static_cast<std::size_t>(way) * regions + n] = by_destination[n](way / size, way % size);
  }
}

void write_rows(const Eigen::MatrixXd& matrix, std::span<double> out) {
  Eigen::Map<RowMajor>(out.data(), matrix.rows(), matrix.cols()) = matrix;
}

}  // namespace entrepot::outputs
