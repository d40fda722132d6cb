// What is said of a name that the world does not have: what it is called there, or what is truly near.
#pragma once

#include <string>
#include <vector>

#include "scenarios/data/members.hpp"
#include "scenarios/data/name_list.hpp"
#include "sim/world/names.hpp"

namespace entrepot::scenarios {

// A country by its ISO or United Nations code or its name is explained; else a near name, and what is known.
[[nodiscard]] std::string region_hint(const std::string& name, const WorldNames& world,
                                      const std::vector<MemberCountry>& members);

// An HS code finer than the world's products is placed inside one of them; else a near code, and what is
// known.
[[nodiscard]] std::string product_hint(const std::string& code, const WorldNames& world);

// What a word means ("chips", "稀土", "cars"), by the codes of that kind (region, sector, product) that the
// world has;
// "" where it means none of them.
[[nodiscard]] std::string word_hint(const std::string& word, const std::string& kind, const WorldNames& world,
                                    const std::vector<ListedName>& words);

}  // namespace entrepot::scenarios
