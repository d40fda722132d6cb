#include "sim/world/ownership/own_plants.hpp"

#include <algorithm>

#include "sim/world/ownership/assign_owners.hpp"
#include "sim/world/ownership/enterprises.hpp"
#include "sim/world/ownership/owner_classes.hpp"
#include "sim/world/ownership/owner_targets.hpp"
#include "sim/world/ownership/profit_owners.hpp"
#include "sim/world/synthesis/base_point.hpp"

namespace entrepot {

namespace {

bool contract_maker(const GroupTargets& targets, std::size_t owner) {
  return std::ranges::any_of(targets.owners, [&](const OwnerTarget& target) {
    return target.owner.index() == owner && target.contract_maker;
  });
}

// The part of each firm's profit that leaves, and who receives the profits of a group.
std::vector<double> share_profits(World& world, const OwnerTargets& targets) {
  const Axes axes = world.axes();
  Ownership& own = world.ownership;
  own.firm_profit_abroad.assign(world.n_firms(), 0.0F);
  std::vector<double> profit(axes.n_groups() * axes.n_regions(), 0.0);
  for (const GroupId group : axes.groups()) {
    const std::size_t g = group.index();
    const std::size_t host = axes.region_of(group).index();
    double made = 0.0;
    for (std::uint32_t f = world.group_first[g]; f < world.group_first[g + 1]; ++f) {
      made += world.firm_output[f];
      const std::size_t owner = own.firm_owner[f];
      if (owner == host) continue;
      own.abroad.push_back(f);
      own.firm_profit_abroad[f] = static_cast<float>(
          profit_part_abroad(contract_maker(targets.of[g], owner), world.accounts.markup[g]));
      profit[axes.at(group, RegionId(owner))] +=
          static_cast<double>(own.firm_profit_abroad[f]) * world.firm_output[f];
    }
    for (const RegionId owner : axes.regions()) {
      double& part = profit[axes.at(group, owner)];
      part = made > 0.0 ? part / made : 0.0;
    }
  }
  return profit;
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
  set_profit_owners(world.table, share_profits(world, targets), world.accounts);
}

}  // namespace entrepot
