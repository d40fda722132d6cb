// Quotas and tariff-rate quotas: terms that depend on how much has been traded.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace entrepot {

struct QuotaTerms {
  std::vector<std::uint32_t> flows;  // WorldTable::duty_index, filled together
  // Million USD per month at base prices; infinite = not in force.
  double volume = std::numeric_limits<double>::infinity();
  double over_duty = -1.0;  // tariff-rate quota: duty beyond the volume, fraction, added; negative = nothing
                            // may enter beyond it
  bool operator==(const QuotaTerms&) const = default;
};

}  // namespace entrepot
