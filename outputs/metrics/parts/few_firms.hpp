// Metrics that a world's rule of privacy (privacy.min_firms) keeps out of results.
#pragma once

#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

// Whether values of the metric may be those of a few firms, in a world whose register says that no figure of
// so few may be told. All others are sums over cells that hold `min_firms` real firms or none.
[[nodiscard]] bool tells_of_few_firms(const Metric& metric, const WorldTable& table);

}  // namespace entrepot::outputs
