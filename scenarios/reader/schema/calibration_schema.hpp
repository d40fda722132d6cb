// The keys of a calibration's study.
#pragma once

#include <vector>

#include "sim/core/descriptor.hpp"

namespace entrepot::scenarios {

[[nodiscard]] const Descriptor& calibration_descriptor();            // top level
[[nodiscard]] const Descriptor& calibration_run_descriptor();        // each of runs:
[[nodiscard]] const Descriptor& calibration_parameter_descriptor();  // each of parameters:

// The three of them, for `entrepot describe` and the reference.
[[nodiscard]] const std::vector<Descriptor>& calibration_descriptors();

}  // namespace entrepot::scenarios
