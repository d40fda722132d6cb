// From the rows of a panel to duties by origin, product and date of the world.
#pragma once

#include "scenarios/reader/tables/panel.hpp"

namespace entrepot::scenarios {

// What several authorities make together: the sum of their duties, the highest, or that of the first in the
// order of the file.
enum class Authorities { add, higher, first };

// Rows named "origin/product" (row_kind "flow"), every one that any row of the panel reaches. Of one
// authority the longest code in force rules, then the nearest origin. Codes finer than a product are averaged
// by `weights`, or evenly where there are none. What is not matched is noted.
[[nodiscard]] ScheduleTable panel_rates(const Panel& panel, Authorities rule,
                                        const std::vector<PanelWeight>& weights, const std::string& shown,
                                        ReadContext& context);

}  // namespace entrepot::scenarios
