#include "tools/entrepot/version.hpp"

namespace entrepot {

std::string version_text() { return "entrepot 0.1.0"; }

}  // namespace entrepot
