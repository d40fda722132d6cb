#include <algorithm>
#include <limits>

#include "outputs/metrics/parts/labour.hpp"

namespace entrepot::outputs {

Metric employed_persons_metric() {
  return may_be_missing(
      {"employed_persons",
       "Persons employed, at the labour force of the base year; missing where the world brings no employment",
       "thousand persons",
       "employment_index times employment.csv of the world",
       "mean",
       {"region", "sector"},
       [](const MetricView& view, std::span<double> out) {
         const std::vector<double>& persons = view.world.table.employment;
         if (persons.empty()) {
           std::ranges::fill(out, std::numeric_limits<double>::quiet_NaN());
           return;
         }
         read_employment_index(view, out);
         for (std::size_t g = 0; g < out.size(); ++g) out[g] *= persons[g];
       },
       nullptr});
}

}  // namespace entrepot::outputs
