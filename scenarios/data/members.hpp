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

}  // namespace entrepot::scenarios
