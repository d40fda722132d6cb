// The cells of one metric after filters and grouping of months: what to read, and what each cell is called.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "outputs/compare/compare.hpp"
#include "outputs/compare/periods.hpp"
#include "outputs/store/result_reader.hpp"

namespace entrepot {

class Cells {
 public:
  // InputError for a label that is not on its axis.
  Cells(const ResultReader& reader, const std::string& group, const VariableInfo& info,
        const CompareOptions& options);

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] bool has_time() const { return time_.has_value(); }
  [[nodiscard]] Period shortest_period() const { return shortest_; }  // what one value stands for
  [[nodiscard]] const std::vector<PeriodGroup>& periods() const { return periods_; }
  [[nodiscard]] std::optional<std::size_t> time_axis() const { return time_; }  // its place among the axes
  // Cells per period on the axes behind time.
  [[nodiscard]] std::size_t inner_size() const;
  [[nodiscard]] std::vector<std::string> labels(std::size_t cell) const;  // one per axis
  // Values of one replicate, one per cell.
  [[nodiscard]] std::vector<double> read(const ResultReader& reader, const std::string& group,
                                         std::size_t replicate, std::size_t& missing) const;

 private:
  void choose_periods(const ResultReader& reader, const Axis& axis, const CompareOptions& options);
  void choose_labels(const ResultReader& reader, const Axis& axis, const CompareOptions& options);

  VariableInfo info_;
  Selection selection_;                           // of axes with a filter
  std::vector<std::vector<std::string>> labels_;  // [axis][position after filters and grouping]
  Period shortest_ = Period::month;
  std::vector<PeriodGroup> periods_;  // positions count inside the selection
  std::optional<std::size_t> time_;   // place of the time axis
};

// True when the metric has every axis that a filter names.
[[nodiscard]] bool has_filtered_axes(const VariableInfo& info, const CompareOptions& options);

}  // namespace entrepot
