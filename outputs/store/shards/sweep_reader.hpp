// Reads a merged sweep: design, state of the runs, and metrics by run.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "outputs/store/results/result_reader.hpp"
#include "outputs/store/shards/sweep_file.hpp"

namespace entrepot::outputs {

// One metric of all runs: [point][replicate][axes...], NaN where a run is missing.
struct SweepValues {
  VariableInfo info;  // axes without point and replicate
  std::vector<Axis> axes;
  std::vector<double> values;
  std::size_t cells = 0;  // of one run
};

class SweepReader {
 public:
  explicit SweepReader(std::string path);  // InputError unless it is a merged sweep
  ~SweepReader();
  SweepReader(const SweepReader&) = delete;
  SweepReader& operator=(const SweepReader&) = delete;

  [[nodiscard]] std::size_t points() const { return points_; }
  [[nodiscard]] std::size_t replicates() const { return replicates_; }
  [[nodiscard]] const std::vector<SweepColumn>& columns() const { return columns_; }
  [[nodiscard]] bool has_group(const std::string& group) const;
  [[nodiscard]] std::vector<std::string> metrics(const std::string& group) const;
  [[nodiscard]] SweepValues read(const std::string& group, const std::string& metric) const;
  [[nodiscard]] std::string text(const std::string& name) const;  // of /provenance

 private:
  struct File;
  std::string path_;
  std::unique_ptr<File> file_;
  std::size_t points_ = 0;
  std::size_t replicates_ = 0;
  std::vector<SweepColumn> columns_;
};

}  // namespace entrepot::outputs
