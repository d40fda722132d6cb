// Time series of a metric's cells, pooled if asked, and the numbers that sum up one series.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "outputs/compare/cells.hpp"

namespace entrepot::outputs {

// How the cells that the filters leave become one series.
enum class Pool {
  none,     // one series per cell
  sum,      // their sum
  mean,     // their mean
  exports,  // of export_content: value added over exports, both summed over the cells
};
[[nodiscard]] Pool parse_pool(const std::string& text);  // none | sum | mean | exports; UsageError otherwise

// The series of one metric of one group of a file.
class SeriesReader {
 public:
  // InputError for an unknown label or axis, or a metric without time.
  SeriesReader(const ResultReader& reader, std::string group, const std::string& metric,
               const CompareOptions& options, Pool pool);

  [[nodiscard]] const VariableInfo& info() const { return info_; }
  [[nodiscard]] std::size_t size() const { return pool_ == Pool::none ? cells() : 1; }
  // Axes without time; one named "cells" where they are pooled.
  [[nodiscard]] std::vector<std::string> axes() const;
  [[nodiscard]] std::vector<std::string> labels(std::size_t series) const;
  [[nodiscard]] const std::vector<PeriodGroup>& periods() const { return cells_.periods(); }
  // Middle of each period, years: 2018.5 is the middle of 2018.
  [[nodiscard]] const std::vector<double>& years() const { return years_; }
  // Values of one replicate, [series][period].
  [[nodiscard]] std::vector<std::vector<double>> read(std::size_t replicate) const;

 private:
  [[nodiscard]] std::size_t cells() const { return cells_.size() / cells_.periods().size(); }
  [[nodiscard]] std::vector<std::vector<double>> split(const Cells& cells, std::size_t replicate) const;
  [[nodiscard]] std::vector<double> pooled_content(const std::vector<std::vector<double>>& content,
                                                   std::size_t replicate) const;

  const ResultReader& reader_;
  std::string group_;
  VariableInfo info_;
  Pool pool_;
  Cells cells_;
  std::optional<Cells> numerator_;  // pool exports: of value_added_in_exports
  std::vector<double> years_;
};

// One number of a series of effects (scenario less baseline, so the base is 0).
enum class SeriesSummary {
  value,      // of each period: no summary
  end,        // the last value
  peak,       // the largest value; 0 where none is above the base
  peak_date,  // its date, years; missing where none is above the base
  fall,       // from the largest value to the last
  half_life,  // years from the peak until half of it is gone; missing where that never happens
  change,     // from one year to another
};
[[nodiscard]] SeriesSummary parse_summary(const std::string& text);  // UsageError for another word
[[nodiscard]] const char* summary_name(SeriesSummary summary);
// Units of the summary of a metric with these units.
[[nodiscard]] std::string summary_units(SeriesSummary summary, const std::string& units);

struct SummarySpan {
  double from = 0.0, until = 0.0;  // years, of `change`
};
// `change` takes the values nearest to the two dates.
[[nodiscard]] double summarise(SeriesSummary summary, const std::vector<double>& years,
                               const std::vector<double>& values, const SummarySpan& span = {});

}  // namespace entrepot::outputs
