// Schedules of duties in CSV: rows by product or origin with dates across, or rows by date with names across.
#pragma once

#include "scenarios/reader/keys.hpp"

namespace entrepot::scenarios {

// The keys inside `schedule: {...}`.
[[nodiscard]] const Descriptor& schedule_descriptor();

std::optional<Value> read_schedule(const Node& node, const KeySpec& key, ReadContext& context);

}  // namespace entrepot::scenarios
