// Options every verb shares.
#pragma once

#include <CLI/CLI.hpp>
#include <set>
#include <string>

#include "tools/runs/memory_need.hpp"
#include "tools/runs/worlds.hpp"

namespace entrepot::tools {

struct CommonOptions {
  int threads = 0;  // 0 = all cores
  bool quiet = false;
  bool json = false;
  std::string memory;                    // that a run may take; "" = the machine's
  std::set<const CLI::App*> json_verbs;  // those that answer --json
};

// The table of a scenario's world, for a verb that makes the world: InputError where this takes more memory
// than there is.
[[nodiscard]] inline WorldTable table_to_run(const scenarios::Scenario& scenario,
                                             const CommonOptions& common) {
  WorldTable table = read_world(scenario.world);
  require_memory(scenario, table, memory_limit(common.memory));
  return table;
}

}  // namespace entrepot::tools
