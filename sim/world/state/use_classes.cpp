#include "sim/world/state/use_classes.hpp"

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

std::vector<PlantClass> plant_classes(const World& world, const State& state) {
  std::vector<PlantClass> classes;
  for (const Site& site : state.sites.site) {
    if (site.opens <= state.step && site.closed < 0) classes.push_back(owner_class(world, site));
  }
  sort_unique(classes);
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

namespace {

// Classes that sell more than they buy; they keep their order.
std::vector<PlantClass> earning_classes(const World& world, const State& state) {
  const std::size_t classes = n_use_classes(world, state);
  const std::size_t groups = world.table.n_groups();
  const std::size_t uses = classes + world.table.n_regions();
  std::vector<PlantClass> kept;
  for (std::size_t c = groups; c < classes; ++c) {
    std::int64_t surplus = 0;
    for (std::size_t seller = 0; seller < classes; ++seller) surplus -= state.use_flow[c * classes + seller];
    for (std::size_t use = 0; use < uses; ++use) surplus += state.use_flow[use * classes + c];
    if (surplus > 0) kept.push_back(state.plant_class[c - groups]);
  }
  return kept;
}

}  // namespace

void fold_classes_without_surplus(const World& world, State& state) {
  const std::vector<PlantClass> kept = earning_classes(world, state);
  if (kept.size() == state.plant_class.size()) return;
  const std::size_t groups = world.table.n_groups();
  const std::size_t before = n_use_classes(world, state);
  const std::size_t after = groups + kept.size();
  std::vector<std::size_t> place(before +
                                 world.table.n_regions());  // [use] its new number; sellers come first
  for (std::size_t use = 0; use < place.size(); ++use) {
    place[use] = use < before ? use : after + (use - before);
    if (use < groups || use >= before) continue;
    const PlantClass& one = state.plant_class[use - groups];
    const auto at = std::ranges::lower_bound(kept, one);
    const bool stays = at != kept.end() && *at == one;
    place[use] = stays ? groups + static_cast<std::size_t>(at - kept.begin()) : one.group;
  }
  std::vector<std::int64_t> folded((after + world.table.n_regions()) * after, 0);
  for (std::size_t use = 0; use < place.size(); ++use) {
    for (std::size_t seller = 0; seller < before; ++seller)
      folded[place[use] * after + place[seller]] += state.use_flow[use * before + seller];
  }
  state.use_flow = std::move(folded);
  state.plant_class = kept;
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
