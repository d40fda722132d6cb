// The keys of a scenario outside policies and behaviours.
#pragma once

#include "sim/core/descriptor.hpp"

namespace entrepot {

inline constexpr int scenario_schema = 1;

[[nodiscard]] const Descriptor& scenario_descriptor();  // top level
[[nodiscard]] const Descriptor& replicates_descriptor();
[[nodiscard]] const Descriptor& world_descriptor();
[[nodiscard]] const Descriptor& calendar_descriptor();
[[nodiscard]] const Descriptor& policy_base_descriptor();  // keys of every policy: id, type

// A key with its default; `value` is empty where there is none.
[[nodiscard]] KeySpec make_key(const char* name, KeyType type, bool required, const char* value,
                               const char* help);
// Whether a number has a bound at all.
[[nodiscard]] bool has_lower(const KeySpec& key);
[[nodiscard]] bool has_upper(const KeySpec& key);

}  // namespace entrepot
