// Reads result files: metrics by name, whole or in part, their axes, and the texts of /provenance.
// Every fault of the file is an InputError that names it. Use a reader from one thread at a time.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "outputs/store/results/packed_values.hpp"
#include "outputs/store/results/result_types.hpp"

namespace entrepot::outputs {

class ResultReader {
 public:
  explicit ResultReader(std::string path);
  ~ResultReader();
  ResultReader(ResultReader&&) noexcept;
  ResultReader& operator=(ResultReader&&) noexcept;

  [[nodiscard]] const std::string& path() const { return path_; }
  // Groups below /results in order of creation: "scenario", "baseline" (absent when the run had none).
  [[nodiscard]] std::vector<std::string> groups() const;
  [[nodiscard]] bool has_group(const std::string& group) const;
  [[nodiscard]] std::vector<std::string> metrics(const std::string& group) const;
  [[nodiscard]] VariableInfo info(const std::string& group, const std::string& metric) const;
  [[nodiscard]] Axis axis(const std::string& group, const std::string& name) const;
  [[nodiscard]] std::vector<int> replicates(const std::string& group) const;
  // Values of the replicate at `position` in replicates(), row-major over the selected parts of the axes.
  [[nodiscard]] std::vector<double> read(const std::string& group, const std::string& metric,
                                         std::size_t position, const Selection& selection = {}) const;
  // The same before unpack(), which other threads may call.
  [[nodiscard]] PackedValues take(const std::string& group, const std::string& metric, std::size_t position,
                                  const Selection& selection = {}) const;

  // Names of the tables of a group, and one of them with the rows of all replicates; `replicate` is its first
  // column.
  [[nodiscard]] std::vector<std::string> tables(const std::string& group) const;
  [[nodiscard]] Table table(const std::string& group, const std::string& name) const;

  [[nodiscard]] std::string root_attribute(const std::string& name) const;  // "" when absent
  [[nodiscard]] std::vector<std::string> texts() const;  // names below /provenance, run/... too
  [[nodiscard]] bool has_text(const std::string& name) const;
  [[nodiscard]] std::string text(const std::string& name) const;

 private:
  struct File;
  template <class Work>
  auto guarded(const Work& work) const;

  std::string path_;
  std::unique_ptr<File> file_;
};

}  // namespace entrepot::outputs
