// The values of all metrics over one run.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "outputs/metrics/metric.hpp"

namespace entrepot::outputs {

// Values of one run: [time, quarter or year][axes...] per metric; none for a metric that runs do not have.
class Recorder {
 public:
  // `only`: names of the metrics to record; empty = all.
  Recorder(const World& world, const Calendar& calendar, ThreadPool& pool,
           const std::vector<std::string>& only = {});
  ~Recorder();
  // Records what is due after `step`; of the view, world, state and levers are read. NotFinite when a value
  // may not be written.
  void record(const MetricView& view, int step);
  // Empty for a metric that is not recorded, without labels on an axis, or whose quarter or year never ends
  // inside the calendar.
  [[nodiscard]] const std::vector<double>& values(std::size_t metric) const { return values_[metric]; }
  // What has been recorded of a metric by the end of `steps` steps.
  [[nodiscard]] std::span<const double> recorded(std::size_t metric, int steps) const;
  // Takes that over from a recorder of the same world whose calendar has the same start.
  void restore(std::size_t metric, int steps, std::span<const double> rows);

 private:
  [[nodiscard]] std::size_t size_by(std::size_t metric, int steps) const;
  [[nodiscard]] std::vector<std::size_t> due_at(int step) const;
  [[nodiscard]] std::span<double> row_of(std::size_t metric, int step);

  Calendar calendar_;
  ThreadPool& pool_;
  bool grouped_ = false;                     // a metric of groups of firms is recorded
  std::unique_ptr<FirmGroups> firm_groups_;  // then, from its first month on
  bool quarterly_ = false;                   // a metric of quarters is recorded
  std::unique_ptr<Linkage> base_linkage_;    // then, from the first of them on
  std::vector<std::size_t> size_;            // [metric] values per sample
  std::vector<std::vector<double>> values_;  // [metric]
};

}  // namespace entrepot::outputs
