// Writes a result file replicate by replicate. The file at its final name is complete and valid at any
// moment: every change is made to a copy (`path.part`) that replaces it by an atomic rename, so a kill loses
// at most the replicate being written. Use a writer from one thread at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "outputs/store/results/result_types.hpp"

namespace entrepot::outputs {

class ResultWriter {
 public:
  // InputError when there is no such folder, RunError when it is not writable. Nothing is written before the
  // first append.
  ResultWriter(std::string path, FileHeader header);

  // Goes on with the file at `path`, of the same run: what it holds stays, `header` gives the axes.
  // InputError when it cannot be read.
  [[nodiscard]] static ResultWriter resume(std::string path, FileHeader header);

  // Replicate numbers ascend; every replicate has the same variables. RunError (full disk, ...) leaves the
  // file as it was.
  void append(const ReplicateResult& result);

  // Adds or replaces texts under /provenance/run, such as the wall time.
  void finish(const std::vector<TextItem>& run);

 private:
  std::string path_;
  FileHeader header_;
  std::optional<int> last_replicate_;   // empty: no file of this run at `path_` yet
  std::vector<std::string> variables_;  // of the first replicate: groups, names, axes and columns
};

}  // namespace entrepot::outputs
