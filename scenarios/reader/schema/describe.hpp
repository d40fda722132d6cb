// What a scenario may hold, as text.
#pragma once

#include <string>

namespace entrepot::scenarios {

// Aligned plain text about a topic: "" (all topics), "policies", "model", "readers", or the name of a block,
// policy or behaviour. Throws UsageError for an unknown topic.
[[nodiscard]] std::string describe(const std::string& what);

}  // namespace entrepot::scenarios
