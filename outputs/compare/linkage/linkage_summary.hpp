// Numbers that sum up how indirect links came and went.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace entrepot::outputs {

// The top of a series and how fast it wears off.
struct Peak {
  std::size_t position = 0;  // of the largest value, the first of equals
  double days = 0.0;         // its date, days since 2017-01-01
  double value = 0.0;
  bool at_end = false;  // the series ends at its top: the peak may still come
  double half_life_days =
      0.0;  // from the peak until half of its excess over `base` is gone; NaN if it never is
};

// `days` [time] rising, `values` [time] (indirect_link_index, say; base 1). Dates between two values are
// interpolated linearly; NaN values are passed over. Empty when no value exceeds `base`.
[[nodiscard]] std::optional<Peak> find_peak(const std::vector<double>& days,
                                            const std::vector<double>& values, double base);

// Trade of one hub by sector before and after, any unit of money: imports from the origin, exports to the
// destination.
struct HubTrade {
  std::vector<double> imports_before, imports_after;  // [sector]
  std::vector<double> exports_before, exports_after;  // [sector]
};

// Correlation across sectors of the growth (difference of logs) of what a hub buys from the origin and what
// it sells to the destination: positive where the hub sells more of what it buys more of. Sectors without one
// of the four flows are left out; NaN with fewer than three.
[[nodiscard]] double hub_correlation(const HubTrade& trade);

}  // namespace entrepot::outputs
