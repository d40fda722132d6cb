// Keys of the blocks of `model:`, one block per behaviour (rows of behaviours.def).
#pragma once

#include <vector>

#include "sim/core/descriptor.hpp"

namespace entrepot {

[[nodiscard]] const std::vector<Descriptor>& behaviour_descriptors();

// The keys of `model:` itself (the preset), without its blocks.
[[nodiscard]] const Descriptor& model_descriptor();

}  // namespace entrepot
