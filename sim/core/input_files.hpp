// The files that this process has read as input, however they are named: an output must be none of them.
#pragma once

#include <string>

namespace entrepot {

// Called by whatever opens a file of the user's. Safe from many threads.
void note_input(const std::string& path);
// Whether `path` is a file that was read, under this name or another (links).
[[nodiscard]] bool is_input(const std::string& path);

}  // namespace entrepot
