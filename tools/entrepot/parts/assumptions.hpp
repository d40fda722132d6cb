// What a result file says its run assumed.
#pragma once

#include <string>

#include "outputs/report/summarise.hpp"

namespace entrepot::tools {

using namespace outputs;

// From the effective scenario that the file stores: policies as written, world and calendar, and the settings
// of the model that differ from their defaults. InputError when the file holds no scenario that can be read.
[[nodiscard]] Assumptions read_assumptions(const std::string& file);
[[nodiscard]] Assumptions assumptions_of(const std::string& scenario_text, const std::string& file);

}  // namespace entrepot::tools
