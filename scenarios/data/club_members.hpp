// Clubs of regions (clubs.csv of a world): names under which results are added up.
#pragma once

#include <string>
#include <vector>

namespace entrepot {

struct Club {
  std::string name;
  std::vector<std::string> members;  // regions that joined and have not left
};

// Clubs of a world's folder in order of appearance; none where it has no clubs.csv. InputError for a region
// that is not in `regions`.
[[nodiscard]] std::vector<Club> club_members(const std::string& folder,
                                             const std::vector<std::string>& regions);

}  // namespace entrepot
