// Paired differences of result files: one summary, several renderings.
#pragma once

#include <string>
#include <vector>

#include "outputs/compare/comparison.hpp"

namespace entrepot::outputs {

// One file: its scenario against its own baseline. More: the scenario of the first against that of each
// other, or each against its own baseline. Sections of one metric follow each other and, where their cells
// agree, show the same rows (the largest difference of any decides). With an equilibrium on a side its month
// is compared. InputError names every mismatch of world, calendar, axes, units; and unknown metrics and
// labels. Settings that differ are notes.
[[nodiscard]] CompareTable compare_results(const std::vector<std::string>& files,
                                           const CompareOptions& options);

// "origin=CHN,destination=USA"; UsageError when it is written otherwise. An empty label is refused where the
// axes are known (check_filters).
[[nodiscard]] std::vector<AxisFilter> parse_filters(const std::string& text);
[[nodiscard]] Period parse_period(const std::string& text);  // month | quarter | year; UsageError otherwise
[[nodiscard]] const char* period_name(Period period);

// Sections of one metric with the same rows stand side by side in one table.
[[nodiscard]] std::string to_text(const CompareTable& table);
[[nodiscard]] std::string to_csv(const CompareTable& table);  // RFC 4180
[[nodiscard]] std::string to_json(const CompareTable& table);

}  // namespace entrepot::outputs
