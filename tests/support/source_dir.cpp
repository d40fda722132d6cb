#include "tests/support/source_dir.hpp"

#include <cstdlib>

namespace entrepot::test {

std::string source_dir() { return ENTREPOT_SOURCE_DIR; }

std::string binary_path() {
  const char* other = std::getenv("ENTREPOT_BINARY");
  return other != nullptr ? other : ENTREPOT_BINARY;
}

}  // namespace entrepot::test
