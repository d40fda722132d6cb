// How much memory a run takes, reckoned before anything of size is made; and how much it took.
#pragma once

#include <set>
#include <string>

#include "scenarios/reader/scenario.hpp"
#include "sim/world/table.hpp"

namespace entrepot::tools {

// Values of the kept metrics (none named = all) that one variant of a run leaves.
[[nodiscard]] double values_per_variant(const scenarios::Scenario& scenario, const WorldTable& table,
                                        const std::set<std::string>& kept);

// Bytes of a run at its peak, whose world is made and run by itself: within 15 % of what was measured
// (docs/decisions/0074-memory-before-work.md).
[[nodiscard]] double memory_need(const scenarios::Scenario& scenario, const WorldTable& table);

// Bytes that the machine has, or that its container may use, whichever is less.
[[nodiscard]] double machine_memory();
// Bytes that this process has held at its peak.
[[nodiscard]] double memory_used();

// Bytes of "24 GB", "800 MB" or a plain number; "" = what the machine has. UsageError otherwise.
[[nodiscard]] double memory_limit(const std::string& text);

// InputError, with the number of firms and of slots that would fit, where the run needs more than `limit`.
void require_memory(const scenarios::Scenario& scenario, const WorldTable& table, double limit);

[[nodiscard]] std::string bytes_text(double bytes);

}  // namespace entrepot::tools
