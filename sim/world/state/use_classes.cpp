#include "sim/world/state/use_classes.hpp"

#include <map>

namespace entrepot {

namespace {

PlantClass owner_class(const World& world, const Site& site) {
  return {site.group, world.owner_of(site.owner).get()};
}

void sort_unique(std::vector<PlantClass>& classes) {
  std::ranges::sort(classes);
  const auto rest = std::ranges::unique(classes);
  classes.erase(rest.begin(), rest.end());
}

}  // namespace

// Plants that buy more than they sell, as in the months when orders come or go, have no technology to tell:
// where a class of them does it stays with its group.
std::vector<PlantClass> plant_classes(const World& world, const State& state) {
  std::map<PlantClass, std::int64_t> surplus;
  for (std::size_t p = 0; p < state.sites.site.size(); ++p) {
    const Site& site = state.sites.site[p];
    if (site.opens > state.step || site.closed >= 0) continue;
    const std::size_t plant = world.n_firms() + p;
    surplus[owner_class(world, site)] +=
        state.firm_sales[plant].money - state.firm_inputs[plant].money - state.firm_inputs[plant].duty;
  }
  std::vector<PlantClass> classes;
  for (const auto& [one, left] : surplus) {
    if (left > 0) classes.push_back(one);
  }
  if (classes.size() <= most_owner_classes) return classes;
  for (PlantClass& one : classes) one.owner = any_owner;
  sort_unique(classes);
  return classes;
}

std::vector<std::uint32_t> class_of_sites(const World& world, const State& state) {
  std::vector<std::uint32_t> out;
  out.reserve(state.sites.site.size());
  const std::vector<PlantClass>& classes = state.plant_class;
  const bool pooled = !classes.empty() && classes.front().owner == any_owner;
  for (const Site& site : state.sites.site) {
    PlantClass wanted = owner_class(world, site);
    if (pooled) wanted.owner = any_owner;
    const auto at = std::ranges::lower_bound(classes, wanted);
    const bool found = at != classes.end() && *at == wanted;
    const auto place = static_cast<std::size_t>(at - classes.begin());
    out.push_back(static_cast<std::uint32_t>(found ? world.table.n_groups() + place : site.group));
  }
  return out;
}

std::vector<std::int64_t> inputs_by_region(const World& world, const State& state, GroupId group) {
  const std::size_t classes = n_use_classes(world, state);
  std::vector<std::int64_t> out(world.table.n_regions(), 0);
  for_each_class(world, state, group, [&](std::size_t user) {
    for (std::size_t seller = 0; seller < classes; ++seller) {
      const RegionId from = world.axes().region_of(group_of_class(world, state, seller));
      out[from.index()] += state.use_flow[user * classes + seller];
    }
  });
  return out;
}

}  // namespace entrepot
