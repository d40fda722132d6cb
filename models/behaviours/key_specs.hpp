// Shorthand for the keys of the blocks of `model:`, and the blocks that have a file of their own.
#pragma once

#include <string>
#include <vector>

#include "sim/core/descriptor.hpp"

namespace entrepot {

[[nodiscard]] KeySpec number(const char* name, const char* value, double lower, double upper,
                             const char* help, const char* unit = "");
// The first choice is the default.
[[nodiscard]] KeySpec choice(const char* name, std::vector<std::string> choices, const char* help);
[[nodiscard]] KeySpec simple(const char* name, KeyType type, const char* value, const char* help);

[[nodiscard]] Descriptor routing_settings();

}  // namespace entrepot
