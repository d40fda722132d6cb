// What a scenario may hold, as text.
#pragma once

#include <string>
#include <vector>

namespace entrepot::scenarios {

// Aligned plain text about a topic: "" (all topics), "policies", "model", "readers", or the name of a block,
// policy or behaviour. Throws UsageError for an unknown topic.
// `more`: topics that others tell about, for the question whether one was meant.
[[nodiscard]] std::string describe(const std::string& what, const std::vector<std::string>& more = {});

}  // namespace entrepot::scenarios
