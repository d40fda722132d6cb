// Users and sellers of the use table (State::use_flow): the groups, and after them plants abroad, which buy
// and sell in another way than the firms at home beside them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/world/state/state.hpp"

namespace entrepot {

// By the region of their owner up to this many classes of plants; where there would be more, all plants of a
// group are one class. It bounds the size of the table: a tenth of the groups of 81 regions and 45 sectors.
inline constexpr std::size_t most_owner_classes = 400;

// Classes of plants that have opened and not closed before this step, sorted.
[[nodiscard]] std::vector<PlantClass> plant_classes(const World& world, const State& state);

// Plants that buy more than they sell, as in the months when orders come or go, have no technology to tell:
// adds such classes to their groups in State::use_flow and drops them from State::plant_class.
void fold_classes_without_surplus(const World& world, State& state);

// Class of every site, [site]; its group where it has none.
[[nodiscard]] std::vector<std::uint32_t> class_of_sites(const World& world, const State& state);

[[nodiscard]] inline std::size_t n_use_classes(const World& world, const State& state) {
  return world.table.n_groups() + state.plant_class.size();
}
[[nodiscard]] inline GroupId group_of_class(const World& world, const State& state, std::size_t one) {
  const std::size_t groups = world.table.n_groups();
  return GroupId(one < groups ? one : state.plant_class[one - groups].group);
}

// visit(class) for the classes of a group: its firms at home, then its plants.
template <class Visit>
void for_each_class(const World& world, const State& state, GroupId group, const Visit& visit) {
  visit(group.index());
  const auto plants = std::ranges::equal_range(state.plant_class, group.get(), {}, &PlantClass::group);
  for (auto it = plants.begin(); it != plants.end(); ++it)
    visit(world.table.n_groups() + static_cast<std::size_t>(it - state.plant_class.begin()));
}

// What firms and plants of a group bought from each region, [region], at a quarter's end.
[[nodiscard]] std::vector<std::int64_t> inputs_by_region(const World& world, const State& state,
                                                         GroupId group);

}  // namespace entrepot
