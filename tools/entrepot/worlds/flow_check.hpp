// How exactly the links of a world carry the flows of its table.
#pragma once

#include <string>

#include "sim/world/world.hpp"

namespace entrepot::tools {

// One sentence: the largest difference between a flow of the table (between sectors, or to final use) and the
// sum of its links at base prices, over flows of at least 0.1 million USD.
[[nodiscard]] std::string flow_check(const World& world);

}  // namespace entrepot::tools
