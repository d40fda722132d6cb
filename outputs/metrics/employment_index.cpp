#include "outputs/metrics/parts/labour.hpp"

namespace entrepot::outputs {

Metric employment_index_metric() {
  return may_be_missing(
      {"employment_index",
       "Labour that a sector demands over the base and the demand trend; missing where nobody worked",
       "1",
       "employment over that of the base year times the trend, which is growth of the labour force too",
       "mean",
       {"region", "sector"},
       read_employment_index,
       nullptr});
}

}  // namespace entrepot::outputs
