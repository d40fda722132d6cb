// Who owns the plants of a world, as text.
#pragma once

#include <string>

#include "sim/world/world.hpp"

namespace entrepot::tools {

// Coverage, how far owners' plants are from their figures, foreign and related sellers of the largest
// importer of goods by partner, and net primary income. Needs a world with owners.
[[nodiscard]] std::string owners_report(const World& world);

}  // namespace entrepot::tools
