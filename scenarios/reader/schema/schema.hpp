// The keys of a scenario outside policies and behaviours.
#pragma once

#include "sim/core/keys.hpp"

namespace entrepot::scenarios {

inline constexpr int scenario_schema = 1;

[[nodiscard]] const Descriptor& scenario_descriptor();  // top level
[[nodiscard]] const Descriptor& replicates_descriptor();
[[nodiscard]] const Descriptor& world_descriptor();
[[nodiscard]] const Descriptor& calendar_descriptor();
[[nodiscard]] const Descriptor& policy_base_descriptor();  // keys of every policy: id, type

// Whether a number has a bound at all.
[[nodiscard]] bool has_lower(const KeySpec& key);
[[nodiscard]] bool has_upper(const KeySpec& key);

}  // namespace entrepot::scenarios
