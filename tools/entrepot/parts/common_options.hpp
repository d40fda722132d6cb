// Options every verb shares.
#pragma once

#include <CLI/CLI.hpp>
#include <set>

namespace entrepot::tools {

struct CommonOptions {
  int threads = 0;  // 0 = all cores
  bool quiet = false;
  bool json = false;
  std::set<const CLI::App*> json_verbs;  // those that answer --json
};

}  // namespace entrepot::tools
