// Duties in a wide table: rows by product or origin with dates across, or rows by date with names across.
#pragma once

#include <optional>
#include <string>

#include "scenarios/reader/keys.hpp"

namespace entrepot::scenarios {

// `text`: of `file`, which notes call `shown`, the same on every machine. Nothing where there are faults,
// each reported at file:line:col of the table.
[[nodiscard]] std::optional<ScheduleTable> read_schedule_table(const std::string& file,
                                                               const std::string& shown,
                                                               const std::string& text, bool increments,
                                                               ReadContext& context);

}  // namespace entrepot::scenarios
