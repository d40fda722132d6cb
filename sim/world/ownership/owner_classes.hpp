// Classes of plants: those in one supply cell whose owners are from one region.
#pragma once

#include <span>

#include "sim/world/world.hpp"

namespace entrepot {

// Sets the columns of classes, members and alias tables from firm_owner. `sales` as in assign_owners().
void number_classes(World& world, std::span<const float> sales);

}  // namespace entrepot
