// How values of several labels or months become one: amounts add up, prices and rates are weighted means.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "outputs/compare/label_groups.hpp"
#include "outputs/store/results/result_reader.hpp"
#include "sim/core/error.hpp"

namespace entrepot::outputs {

// The metric has no meaning for a group of labels.
class NoGrouping : public InputError {
 public:
  NoGrouping(const ResultReader& reader, const VariableInfo& info, const std::string& axis,
             const std::string& why);
  [[nodiscard]] const std::string& why() const { return why_; }

 private:
  std::string why_;
};

// Of one metric over the axes that are grouped (grouping.def).
struct GroupingRule {
  std::vector<std::string> adds_over;    // axes
  std::string weight;                    // metric; "" = no mean is needed
  std::vector<std::string> weight_axes;  // that the weight keeps, of the metric and of the weight alike
  bool weight_of_baseline = false;       // the same weights for scenario and baseline
};

// The rule for a metric grouped over `axes`; NoGrouping where there is none.
[[nodiscard]] GroupingRule grouping_rule(const ResultReader& reader, const VariableInfo& info,
                                         const std::vector<std::string>& axes);

// The rule of a metric that is a ratio of amounts of its own run, whose months are weighed by its
// denominator; none for any other metric.
[[nodiscard]] std::optional<GroupingRule> ratio_rule(const VariableInfo& info);

// Whether the results hold the weight of a rule and what it is summed over.
[[nodiscard]] bool has_weight(const ResultReader& reader, const std::string& group, const GroupingRule& rule);

// "weighted by customs_trade of the baseline", for notes; "" where everything adds up.
[[nodiscard]] std::string weight_name(const GroupingRule& rule);

// Weights of the values of one replicate [axes of the metric, restricted to `selection`]; 1 where all add up.
// Home trade has no weight among trade flows. Months of a weight are those of the metric's own time axis.
[[nodiscard]] std::vector<double> read_weights(const ResultReader& reader, const std::string& group,
                                               const VariableInfo& info, const GroupingRule& rule,
                                               std::size_t replicate, const Selection& selection);

// One axis of row-major values [outer][from][inner] becomes cells.size() long: sums of the members, or means
// with `weights` (which are summed in turn). Missing values are left out and counted; a cell without any
// value is missing.
struct GroupedValues {
  std::vector<double> values;
  std::vector<double> weights;
};
[[nodiscard]] GroupedValues group_axis(const GroupedValues& from, std::size_t inner, std::size_t length,
                                       const std::vector<AxisCell>& cells, bool adds, std::size_t& missing);

}  // namespace entrepot::outputs
