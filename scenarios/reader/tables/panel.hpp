// Reads tariff panels and the trade by which their codes are averaged.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/data/duties/panel.hpp"
#include "scenarios/reader/keys.hpp"

namespace entrepot::scenarios {

// Reads `hs, origin, valid_from, valid_until, rate, authority`; nothing where there are faults (reported).
[[nodiscard]] std::optional<Panel> read_panel(const std::string& file, ReadContext& context);
// Reads `hs, value` and, if there, `origin`.
[[nodiscard]] std::optional<std::vector<PanelWeight>> read_weights(const std::string& file,
                                                                   ReadContext& context);

}  // namespace entrepot::scenarios
