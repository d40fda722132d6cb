// What sectors are called in words.
#pragma once

#include <string>
#include <vector>

namespace entrepot::scenarios {

// "AGR agriculture" per line, from the column `name` of the folder's sector_list.csv, else of its
// sector_parameters.csv; sectors without a name there are left out.
[[nodiscard]] std::string sector_names(const std::string& world_folder,
                                       const std::vector<std::string>& sectors);

}  // namespace entrepot::scenarios
