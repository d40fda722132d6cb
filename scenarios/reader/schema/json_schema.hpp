// What a scenario may hold, for editors.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace entrepot::scenarios {

// JSON Schema (draft 2020-12) of a scenario file, for editors.
[[nodiscard]] nlohmann::json json_schema();

}  // namespace entrepot::scenarios
