// How indirect links of a run came and went: what of an origin comes over third regions (hubs), over the
// replicates of one result file.
#pragma once

#include <string>

#include "outputs/compare/linkage/linkage_rows.hpp"

namespace entrepot::outputs {

// InputError when the file lacks a metric, a region or a year, or has no baseline.
[[nodiscard]] LinkageReport linkage_report(const std::string& file, const LinkageRequest& request);

[[nodiscard]] std::string to_text(const LinkageReport& report);

}  // namespace entrepot::outputs
