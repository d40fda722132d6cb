// What a scenario and a sweep's plan may hold, for editors.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "sim/world/names.hpp"

namespace entrepot::scenarios {

// JSON Schema (draft 2020-12) of a scenario file. `names`: offered where regions, sectors and products stand;
// others are allowed too.
[[nodiscard]] nlohmann::json json_schema(const WorldNames& names);

// The same of a sweep's plan.
[[nodiscard]] nlohmann::json sweep_json_schema();

}  // namespace entrepot::scenarios
