// Foreign owners of plants for random tables.
#pragma once

#include "sim/core/rng.hpp"
#include "sim/world/table.hpp"

namespace entrepot::test {

// Every goods sector of every region has a few foreign owners with random shares; some flows have figures of
// their own, and one owner makes to order.
inline void add_random_owners(WorldTable& table, std::uint64_t seed) {
  const Axes axes = table.axes();
  Draws draws({seed, 0}, Stream::test, 77, 0);
  for (const GroupId group : axes.groups()) {
    const RegionId host = axes.region_of(group);
    const SectorId sector = axes.sector_of(group);
    if (!table.sector_is_goods[sector.index()]) continue;
    for (const RegionId owner : axes.regions()) {
      const double output = 0.4 * draws.unit() / static_cast<double>(axes.n_regions());
      const double exports = output * (0.5 + draws.unit());
      if (owner == host || draws.unit() < 0.4) continue;
      table.owner_shares.push_back(
          {host, sector, owner, output, exports, owner.index() == 1, draws.unit() < 0.5});
      if (host.index() != 0 && draws.unit() < 0.5)
        table.owner_flow_shares.push_back({host, sector, owner, RegionId(0), exports * 1.2, false});
    }
  }
}

}  // namespace entrepot::test
