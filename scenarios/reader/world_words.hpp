// What regions, sectors and products of a world are called, and which countries its regions hold. A world
// that stands on another has its own files first, then those of the other.
#pragma once

#include "scenarios/data/members.hpp"
#include "scenarios/data/name_list.hpp"
#include "scenarios/reader/scenario.hpp"

namespace entrepot::scenarios {

// Countries by region, of the nearest world that says; none where none does.
[[nodiscard]] std::vector<MemberCountry> world_members(const WorldSpec& world);

// Names of the world, then those of the worlds it stands on for codes that it does not name. Codes that the
// world itself does not have may be among them.
[[nodiscard]] std::vector<ListedName> world_words(const WorldSpec& world);

}  // namespace entrepot::scenarios
