#include "sim/world/ownership/enterprises.hpp"

#include <algorithm>

namespace entrepot {

namespace {

// Plants of one (owner, product), host by host, each by size falling.
using Hosts = std::vector<std::vector<std::uint32_t>>;

// Firms of a cell stand by size already; their outputs were solved since, so sizes are looked at again.
std::vector<std::uint32_t> owned_in(const World& world, CellId cell, RegionId owner) {
  std::vector<std::uint32_t> plants;
  for (std::uint32_t f = world.cell_first[cell.index()]; f < world.cell_first[cell.index() + 1]; ++f) {
    if (world.ownership.firm_owner[f] == owner.get()) plants.push_back(f);
  }
  std::ranges::stable_sort(
      plants, [&](std::uint32_t a, std::uint32_t b) { return world.firm_output[a] > world.firm_output[b]; });
  return plants;
}

std::vector<std::uint32_t> parents_of(const World& world, CellId home, RegionId owner, double share) {
  std::vector<std::uint32_t> firms = owned_in(world, home, owner);
  double all = 0.0;
  for (std::uint32_t f = world.cell_first[home.index()]; f < world.cell_first[home.index() + 1]; ++f)
    all += world.firm_output[f];
  double sum = 0.0;
  std::size_t count = 0;
  while (count < firms.size() && sum < share * all) sum += world.firm_output[firms[count++]];
  firms.resize(count);
  return firms;
}

// Lists of plants, the parent first; those without a plant abroad are left out.
std::vector<std::vector<std::uint32_t>> tie(const World& world, RegionId owner, ProductId product,
                                            double share) {
  const Axes axes = world.axes();
  Hosts hosts;
  for (const RegionId host : axes.regions()) {
    if (host == owner) continue;
    std::vector<std::uint32_t> plants = owned_in(world, axes.cell(host, product), owner);
    if (!plants.empty()) hosts.push_back(std::move(plants));
  }
  std::vector<std::vector<std::uint32_t>> tied;
  if (hosts.empty()) return tied;
  for (const std::uint32_t parent : parents_of(world, axes.cell(owner, product), owner, share))
    tied.push_back({parent});
  if (tied.empty()) {
    const auto most = std::ranges::max_element(hosts, {}, [](const auto& plants) { return plants.size(); });
    for (const std::uint32_t leader : *most) tied.push_back({leader});
    hosts.erase(most);
  }
  for (const std::vector<std::uint32_t>& plants : hosts) {
    for (std::size_t rank = 0; rank < plants.size(); ++rank) tied[rank % tied.size()].push_back(plants[rank]);
  }
  std::erase_if(tied, [](const auto& plants) { return plants.size() < 2; });
  return tied;
}

}  // namespace

void tie_enterprises(World& world, double multinational_share, ThreadPool& pool) {
  const Axes axes = world.axes();
  std::vector<std::vector<std::vector<std::uint32_t>>> tied(axes.n_cells());
  pool.for_each(tied.size(), [&](std::size_t at) {
    const CellId home(at);
    tied[at] = tie(world, axes.region_of(home), axes.product_of(home), multinational_share);
  });
  Ownership& ownership = world.ownership;
  ownership.firm_enterprise.assign(world.n_firms(), no_enterprise);
  ownership.enterprise_first.assign(1, 0);
  for (const auto& of_cell : tied) {
    for (const std::vector<std::uint32_t>& plants : of_cell) {
      const auto number = static_cast<std::uint32_t>(ownership.n_enterprises());
      for (const std::uint32_t plant : plants) ownership.firm_enterprise[plant] = number;
      ownership.enterprise_plant.insert(ownership.enterprise_plant.end(), plants.begin(), plants.end());
      ownership.enterprise_first.push_back(static_cast<std::uint32_t>(ownership.enterprise_plant.size()));
    }
  }
}

}  // namespace entrepot
