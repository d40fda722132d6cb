// The duties of one day.
#pragma once

#include <vector>

#include "sim/world/levers/levers.hpp"

namespace entrepot {

// [WorldTable::duty_index] base duties, then every instrument that moves duties in order, as they stand on
// that day; fraction.
[[nodiscard]] std::vector<double> duties_on(const WorldTable& table,
                                            const std::vector<const Instrument*>& instruments, Date day);

}  // namespace entrepot
