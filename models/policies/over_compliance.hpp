// Over-compliance: suppliers shun firms that are not listed but could be.
#pragma once

#include <vector>

#include "models/policies/parts/firm_rules.hpp"

namespace entrepot::models {

// over_compliance, over_compliance_limit.
[[nodiscard]] std::vector<KeySpec> over_compliance_keys(const char* rate);
// The rule they give on the listed firms' peers.
void add_over_compliance(const Values& values, const std::vector<NamedRegion>& exporters,
                         const std::vector<std::size_t>& products, const WorldTable& table,
                         std::vector<FirmRule>& rules);

}  // namespace entrepot::models
