// Any world by name or path.
#pragma once

#include <string>

#include "sim/world/table.hpp"

namespace entrepot {

// A folder name below `worlds_folder`, the path of a folder, or the path of a table. An unknown name is an
// InputError that names the nearest world.
[[nodiscard]] WorldTable load_world(const std::string& name_or_path, const std::string& worlds_folder);

}  // namespace entrepot
