// Which firms of its world a scenario's entity lists name.
#pragma once

#include <string>

#include "tools/runs/run_job.hpp"

namespace entrepot::tools {

// CSV, a row per entity of every policy's entity_list: policy, entity, region, sector, product, listed from,
// until, part of its links licensed, firm of the first replicate's world (empty: the world has fewer there),
// its output at the base in million USD and as a share of its sector's in the region. Makes the world.
[[nodiscard]] std::string listed_firms_csv(RunJob& job);

}  // namespace entrepot::tools
