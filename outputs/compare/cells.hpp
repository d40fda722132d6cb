// The cells of one metric after filters and grouping of months: what to read, and what each cell is called.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "outputs/compare/comparison.hpp"
#include "outputs/compare/grouping.hpp"
#include "outputs/compare/periods.hpp"
#include "outputs/store/results/result_reader.hpp"

namespace entrepot::outputs {

class Cells {
 public:
  // InputError for a label that is neither on its axis nor a group, and where a grouped axis cannot be
  // grouped.
  Cells(const ResultReader& reader, const std::string& group, const VariableInfo& info,
        const CompareOptions& options);

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] bool has_time() const { return time_.has_value(); }
  [[nodiscard]] Period shortest_period() const { return shortest_; }  // what one value stands for
  [[nodiscard]] const std::vector<PeriodGroup>& periods() const { return periods_; }
  [[nodiscard]] std::optional<std::size_t> time_axis() const { return time_; }  // its place among the axes
  // Cells per period on the axes behind time.
  [[nodiscard]] std::size_t inner_size() const;
  [[nodiscard]] const std::vector<std::vector<std::string>>& axis_labels() const { return labels_; }
  [[nodiscard]] std::vector<std::string> labels(std::size_t cell) const;  // one per axis
  // "weighted by customs_trade"; "" where nothing is grouped or all adds up.
  [[nodiscard]] std::string weight_name() const {
    return rule_ ? entrepot::outputs::weight_name(*rule_) : "";
  }
  // Whether months are weighed by the denominator of a ratio.
  [[nodiscard]] bool is_sum_over_sum() const { return time_rule_.has_value(); }
  // What a reader of the values should know: periods that are not whole, months that could not be weighed.
  [[nodiscard]] std::vector<std::string> notes() const;
  // Values of one replicate, one per cell.
  [[nodiscard]] std::vector<double> read(const ResultReader& reader, const std::string& group,
                                         std::size_t replicate, std::size_t& missing) const {
    return finish(take(reader, group, replicate), missing);
  }
  // The same in two halves: the first reads the file, the second may run in any thread.
  struct Taken {
    PackedValues values;
    std::vector<double> weights;  // of grouped means and of months; else empty
  };
  [[nodiscard]] Taken take(const ResultReader& reader, const std::string& group, std::size_t replicate) const;
  [[nodiscard]] std::vector<double> finish(const Taken& taken, std::size_t& missing) const;

 private:
  void choose_periods(const ResultReader& reader, const Axis& axis, const CompareOptions& options);
  void choose_labels(const ResultReader& reader, const Axis& axis, const CompareOptions& options);
  void choose_rule(const ResultReader& reader);
  void choose_time_rule(const ResultReader& reader, const std::string& group);
  [[nodiscard]] bool has_groups() const;
  [[nodiscard]] GroupedValues group_labels(GroupedValues all, std::size_t& missing) const;

  VariableInfo info_;
  Selection selection_;  // of axes with a filter or a group
  std::vector<std::vector<AxisCell>>
      grouped_;                            // [axis] positions count inside the selection; empty = as read
  std::optional<GroupingRule> rule_;       // where an axis is grouped
  std::optional<GroupingRule> time_rule_;  // where months of a ratio are put together
  std::string absent_weight_;              // that these months should have
  std::vector<std::vector<std::string>> labels_;  // [axis][position after filters and grouping]
  Period shortest_ = Period::month;
  std::vector<PeriodGroup> periods_;  // positions count inside the selection
  std::optional<std::size_t> time_;   // place of the time axis
};

// InputError for filters of axes that no metric of the results has, and for filters without a label.
void check_filters(const ResultReader& reader, const std::string& group, const CompareOptions& options);

// True when the metric has every axis that a filter names.
[[nodiscard]] bool has_filtered_axes(const VariableInfo& info, const CompareOptions& options);

}  // namespace entrepot::outputs
