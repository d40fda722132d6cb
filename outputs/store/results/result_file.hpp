// Writes a result file replicate by replicate. The file at its final name is complete and valid at any
// moment: every change is made to a copy beside it that replaces it by an atomic rename, so a kill loses at
// most the replicate being written. Use a writer from one thread at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "outputs/store/output/output_claim.hpp"
#include "outputs/store/results/result_types.hpp"

namespace entrepot::outputs {

class ResultWriter {
 public:
  // Nothing is written before the first append. InputError for a claim of no file.
  ResultWriter(OutputClaim output, FileHeader header);
  // Claims `path` itself, where no file may be yet.
  ResultWriter(const std::string& path, FileHeader header);

  // Goes on with the file of the claim (Existing::go_on), of the same run: what it holds stays, `header`
  // gives the axes. InputError when it cannot be read.
  [[nodiscard]] static ResultWriter resume(OutputClaim output, FileHeader header);

  // Replicate numbers ascend; every replicate has the same variables. RunError (full disk, ...) leaves the
  // file as it was.
  void append(const ReplicateResult& result);

  // Adds or replaces texts under /provenance/run, such as the wall time. The file is finished then: it gets
  // its digest.
  void finish(const std::vector<TextItem>& run);

 private:
  OutputClaim output_;
  FileHeader header_;
  std::optional<int> last_replicate_;   // empty: no file of this run yet
  std::vector<std::string> variables_;  // of the first replicate: groups, names, axes and columns
};

}  // namespace entrepot::outputs
