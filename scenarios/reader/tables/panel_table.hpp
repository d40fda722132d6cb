// From the rows of a panel to duties by origin, product and date of the world.
#pragma once

#include "scenarios/data/duties/panel_rates.hpp"
#include "scenarios/reader/keys.hpp"

namespace entrepot::scenarios {

// Rows named "origin/product" (row_kind "flow"), every one that any row of the panel reaches. Codes finer
// than a product are averaged by `weights`, or evenly where there are none. What is not matched is noted.
[[nodiscard]] ScheduleTable panel_table(const Panel& panel, Authorities rule,
                                        const std::vector<PanelWeight>& weights, const std::string& shown,
                                        ReadContext& context);

}  // namespace entrepot::scenarios
