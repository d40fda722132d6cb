// The keys of a sweep's plan.
#pragma once

#include "sim/core/descriptor.hpp"

namespace entrepot::scenarios {

[[nodiscard]] const Descriptor& sweep_descriptor();            // top level
[[nodiscard]] const Descriptor& sweep_design_descriptor();     // design:
[[nodiscard]] const Descriptor& sweep_parameter_descriptor();  // each of parameters:
[[nodiscard]] const Descriptor& sweep_target_descriptor();     // each of targets:

}  // namespace entrepot::scenarios
