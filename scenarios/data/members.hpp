// Which countries the regions of a world hold, by code: for hints on names.
#pragma once

#include <string>
#include <vector>

namespace entrepot::scenarios {

struct MemberCountry {
  std::string region;
  std::string iso3, iso2, un;  // ISO 3166-1; un: three digits, text
  std::string country;
  std::string note;  // or ""
};

// Rows of members.csv in the folder of a world; none where it has no such file.
[[nodiscard]] std::vector<MemberCountry> read_members(const std::string& folder);

// A country by its ISO or United Nations code or its name, case aside; null where there is none.
[[nodiscard]] const MemberCountry* find_country(const std::string& name,
                                                const std::vector<MemberCountry>& members);

}  // namespace entrepot::scenarios
