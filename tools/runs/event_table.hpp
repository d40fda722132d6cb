// The events of a run as a table of the result file.
#pragma once

#include "outputs/store/results/result_types.hpp"
#include "sim/core/calendar.hpp"
#include "sim/world/state/state.hpp"

namespace entrepot::tools {

using namespace outputs;

[[nodiscard]] Table event_table(const World& world, const State& state, const Calendar& calendar);

}  // namespace entrepot::tools
