// What may not be written: infinities, and NaN of a metric that always has a meaning.
#pragma once

#include <span>
#include <string>

#include "outputs/metrics/metric.hpp"
#include "sim/core/error.hpp"

namespace entrepot::outputs {

// The message names the metric, its labels and when.
class NotFinite : public RunError {
  using RunError::RunError;
};

// `values`: of one sample, row-major over the metric's axes. NotFinite for the first that may not be written.
void expect_finite(const Metric& metric, std::span<const double> values, const WorldTable& table,
                   const std::string& when);

}  // namespace entrepot::outputs
