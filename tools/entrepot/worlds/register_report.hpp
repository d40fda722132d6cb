// Coverage of a world by the real firms of its register.
#pragma once

#include <string>

#include "sim/world/world.hpp"

namespace entrepot::tools {

// A table by region and sector: firms of the register, what they make in the register and in the world, the
// part of the table's output, and the part of their inputs that is contracts of the register.
[[nodiscard]] std::string register_report(const World& world);

}  // namespace entrepot::tools
