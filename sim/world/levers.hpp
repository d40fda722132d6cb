// What policies write and behaviours read: the terms of trade of one step.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/core/calendar.hpp"
#include "sim/world/table.hpp"

namespace entrepot {

// Terms in force in one month. `duty` is the level after compliance and day-weighting, fraction,
// [destination][origin][product]; the base duty t0 where no policy acts.
struct Levers {
  std::vector<double> duty;
};

// Something that changes the terms: an instrument bound to a world. Instruments act in file order.
class Instrument {
 public:
  virtual ~Instrument() = default;
  // Changes `levers` for `month`. Pure: the same month gives the same change.
  virtual void apply(Month month, Levers& levers) const = 0;
};

// Terms of one month: base duties, then every instrument in order, then t >= 0.
[[nodiscard]] Levers resolve_levers(const WorldTable& table,
                                    const std::vector<const Instrument*>& instruments, Month month);

}  // namespace entrepot
