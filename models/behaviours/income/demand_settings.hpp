// Settings of the block `demand` of `model:`.
#pragma once

#include "sim/core/calendar.hpp"

namespace entrepot::models {

struct DemandSettings {
  double growth = 1.0;         // factor of the last month of growth
  Month growth_from{2017, 1};  // factor 1
  Month growth_until{2022, 12};
};

// Demand factor of a month: linear from 1 before `growth_from` to `growth` in `growth_until`, then flat.
[[nodiscard]] double demand_trend(const DemandSettings& demand, Month month);

}  // namespace entrepot::models
