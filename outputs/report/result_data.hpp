// The values of a result file as the sections of the summary need them: scenario and baseline of every paired
// replicate, months put together, read once.
#pragma once

#include <functional>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "outputs/compare/compare.hpp"
#include "outputs/compare/match.hpp"
#include "outputs/store/results/result_reader.hpp"
#include "sim/core/parallel.hpp"

namespace entrepot::outputs {

// A number that is not known.
inline constexpr double not_known = std::numeric_limits<double>::quiet_NaN();

// One metric on both sides, scenario and baseline: row-major over its axes.
struct PairedMetric {
  std::string metric, units;
  std::vector<std::string> axes;                 // the time axis is called "time" whatever its period
  std::vector<std::vector<std::string>> labels;  // [axis]
  std::vector<std::vector<double>> scenario;     // [replicate][cell]
  std::vector<std::vector<double>> baseline;     // [replicate][cell]; empty without a baseline
  [[nodiscard]] std::size_t axis(const std::string& name) const;  // BugError when it has none
  [[nodiscard]] const std::vector<std::string>& labels_of(const std::string& name) const;
  [[nodiscard]] std::size_t size_of(const std::string& name) const { return labels_of(name).size(); }
};

// Means over replicates of numbers derived from metrics, and the paired difference with its 95 % interval.
struct Derived {
  std::vector<double> scenario, baseline, difference, half_width;  // NaN: not known
  [[nodiscard]] double low(std::size_t i) const { return difference[i] - half_width[i]; }
  [[nodiscard]] double high(std::size_t i) const { return difference[i] + half_width[i]; }
};

class ResultData {
 public:
  // `threads` unpack values; 0 = all cores.
  explicit ResultData(const std::string& path, int threads = 0);

  [[nodiscard]] const ResultReader& reader() const { return reader_; }
  [[nodiscard]] bool has(const std::string& metric) const;
  [[nodiscard]] bool has_baseline() const { return has_baseline_; }
  [[nodiscard]] int replicates() const { return static_cast<int>(pairs_.size()); }
  [[nodiscard]] const std::vector<ReplicatePair>& pairs() const { return pairs_; }
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }
  [[nodiscard]] std::vector<std::string> metrics() const { return reader_.metrics("scenario"); }

  // Labels of the region axes; empty when the file has none.
  [[nodiscard]] std::vector<std::string> regions() const;
  // [sector of the axis] whether it is goods; empty when the file does not say.
  [[nodiscard]] std::vector<bool> goods() const;
  // Years of which all months are there; all years when none is complete.
  [[nodiscard]] const std::vector<std::string>& years() const { return years_; }
  [[nodiscard]] bool years_complete() const { return years_complete_; }
  // The text of /provenance, or "".
  [[nodiscard]] std::string text(const std::string& name) const;

  // The metric must be there. Yearly values hold years() only.
  const PairedMetric& paired(const std::string& metric, Period period,
                             const std::vector<AxisFilter>& filters = {});

  // `from` makes numbers of the values of one side of one replicate, in the order of `metrics`.
  using Values = std::vector<const std::vector<double>*>;
  using From = std::function<std::vector<double>(const Values&)>;
  [[nodiscard]] Derived derive(const std::vector<const PairedMetric*>& metrics, const From& from) const;

 private:
  void find_years();

  ResultReader reader_;
  ThreadPool pool_;
  bool has_baseline_ = false;
  bool years_complete_ = true;
  std::vector<ReplicatePair> pairs_;
  std::vector<std::string> notes_;
  std::vector<std::string> years_;
  std::map<std::string, PairedMetric> paired_;
};

}  // namespace entrepot::outputs
