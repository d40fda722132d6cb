// From the checked values of a scenario's `model:` block to the numbers behaviours use.
#pragma once

#include <map>
#include <string>

#include "models/behaviours/model.hpp"
#include "sim/core/descriptor.hpp"

namespace entrepot {

// `model` maps a behaviour's name to its values with defaults filled in (models/behaviours/settings.cpp).
[[nodiscard]] ModelSettings model_settings(const std::map<std::string, Values>& model);

}  // namespace entrepot
