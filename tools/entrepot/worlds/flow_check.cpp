#include "tools/entrepot/worlds/flow_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/world/synthesis/base_point.hpp"

namespace entrepot::tools {

namespace {

constexpr double smallest = 0.1;  // million USD per year: smaller flows are noise of every table

// The table's flow of a supplier group into a use: of a region, by a sector or (the last) final.
double flow_of(const WorldTable& table, GroupId supplier, std::size_t use) {
  const std::size_t users = table.n_sectors() + 1;
  const RegionId to(use / users);
  if (use % users == table.n_sectors()) return table.f(supplier.index(), to.index());
  return table.z(supplier.index(), table.axes().group(to, SectorId(use % users)).index());
}

}  // namespace

std::string flow_check(const World& world) {
  const WorldTable& table = world.table;
  const std::vector<double> flows = base_flows(world);
  const std::size_t uses = table.n_regions() * (table.n_sectors() + 1);
  std::size_t count = 0;
  double worst = 0.0;
  for (const GroupId supplier : table.axes().groups()) {
    for (std::size_t use = 0; use < uses; ++use) {
      const double want = flow_of(table, supplier, use);
      if (want < smallest) continue;
      double got = 0.0;
      for (const CellId cell : table.axes().cells_of(supplier)) got += flows[cell.index() * uses + use];
      ++count;
      worst = std::max(worst, std::abs(got / want - 1.0));
    }
  }
  return fmt::format(
      "Links carry the table's {} flows of at least 0.1 musd; the largest relative difference is {:.1e}\n",
      count, worst);
}

}  // namespace entrepot::tools
