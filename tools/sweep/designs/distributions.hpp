// From the unit interval to the values of a parameter, and back.
#pragma once

#include "scenarios/reader/sweeps/sweep_plan.hpp"

namespace entrepot::tools {

using namespace scenarios;

// The value below which a share `unit` of the distribution lies; of a choice the position of its value.
[[nodiscard]] double parameter_value(const SweepParameter& parameter, double unit);
// The share of the distribution below `value`; of a choice its position over the last one.
[[nodiscard]] double parameter_unit(const SweepParameter& parameter, double value);

}  // namespace entrepot::tools
