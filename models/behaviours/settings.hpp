// Keys of the blocks of `model:`, one block per behaviour (rows of behaviours.def).
#pragma once

#include <vector>

#include "sim/core/descriptor.hpp"

namespace entrepot {

[[nodiscard]] const std::vector<Descriptor>& behaviour_descriptors();

}  // namespace entrepot
