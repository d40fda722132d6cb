#include "outputs/store/results/result_types.hpp"

#include "sim/core/error.hpp"

namespace entrepot::outputs {

const char* aggregation_name(Aggregation aggregation) {
  return aggregation == Aggregation::sum ? "sum" : aggregation == Aggregation::mean ? "mean" : "last";
}

Aggregation parse_aggregation(const std::string& name) {
  for (const Aggregation one : {Aggregation::sum, Aggregation::mean, Aggregation::last}) {
    if (name == aggregation_name(one)) return one;
  }
  throw BugError("no aggregation is called '" + name + "'");
}

}  // namespace entrepot::outputs
