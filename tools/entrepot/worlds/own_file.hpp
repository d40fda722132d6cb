// What a user names as a world: one by name, or a file of theirs.
#pragma once

#include <string>

namespace entrepot::tools {

// The file that is meant: a world file or table, or the one in the folder that is meant; "" for the name of a
// world.
[[nodiscard]] std::string own_file(const std::string& world);

}  // namespace entrepot::tools
