// Name and version of the program.
#pragma once

#include <string>

namespace entrepot {

[[nodiscard]] std::string version_text();  // "entrepot 0.1.0"

}  // namespace entrepot
