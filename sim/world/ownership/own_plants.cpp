#include "sim/world/ownership/own_plants.hpp"

#include "sim/world/ownership/assign_owners.hpp"
#include "sim/world/ownership/enterprises.hpp"
#include "sim/world/ownership/owner_classes.hpp"
#include "sim/world/ownership/owner_targets.hpp"
#include "sim/world/synthesis/base_point.hpp"

namespace entrepot {

namespace {

// What the plants of each owner in a group make, [region of the owner].
std::vector<double> made_by_owner(const World& world, std::size_t group) {
  std::vector<double> made(world.table.n_regions(), 0.0);
  for (std::uint32_t f = world.group_first[group]; f < world.group_first[group + 1]; ++f)
    made[world.ownership.firm_owner[f]] += world.firm_output[f];
  return made;
}

// The part of each firm's profit that leaves: whatever the draw of firms, an owner receives what its figures
// say, so that the accounts are those of the table.
void share_profits(World& world) {
  const Axes axes = world.axes();
  Ownership& own = world.ownership;
  own.firm_profit_abroad.assign(world.n_firms(), 0.0);
  for (const GroupId group : axes.groups()) {
    const std::size_t g = group.index();
    if (world.group_first[g] == world.group_first[g + 1]) continue;
    const std::vector<double> made = made_by_owner(world, g);
    const double* const figure = &world.accounts.profit_abroad[axes.at(group, RegionId(0))];
    for (const RegionId owner : axes.regions()) {
      if (figure[owner.index()] > 0.0 && !(made[owner.index()] > 0.0))
        own.pooled.push_back({static_cast<std::uint16_t>(g), owner, figure[owner.index()]});
    }
    for (std::uint32_t f = world.group_first[g]; f < world.group_first[g + 1]; ++f) {
      const std::size_t owner = own.firm_owner[f];
      if (owner == axes.region_of(group).index()) continue;
      own.abroad.push_back(f);
      own.firm_profit_abroad[f] = figure[owner] * world.table.output[g] / made[owner];
    }
  }
}

}  // namespace

void own_plants(World& world, const SynthesisOptions& options, ThreadPool& pool) {
  if (world.table.owner_shares.empty()) return;
  const OwnerTargets targets = owner_targets(world.table, options.judgement_scale);
  world.notes.insert(world.notes.end(), targets.notes.begin(), targets.notes.end());
  const std::vector<float> sales = base_sales_to(world, pool);
  assign_owners(world, targets, sales, pool);
  tie_enterprises(world, options.multinational_share, pool);
  number_classes(world, sales);
  share_profits(world);
}

}  // namespace entrepot
