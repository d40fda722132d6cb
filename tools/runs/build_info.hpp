// What the program was built from; written by cmake/WriteBuildInfo.cmake at every build.
#pragma once

#include <string>

namespace entrepot::tools {

struct BuildInfo {
  std::string commit;  // full hash, "unknown" outside a checkout
  bool dirty = false;
  std::string diff;  // of the tracked files against the commit, at most 500 kB
  std::string compiler;
  std::string flags;
};

[[nodiscard]] BuildInfo build_info();

}  // namespace entrepot::tools
