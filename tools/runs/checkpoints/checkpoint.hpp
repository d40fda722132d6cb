// A checkpoint of a run: a replicate under way, and all that says whether a run may go on from it.
#pragma once

#include <string>

#include "outputs/store/checkpoint_file.hpp"
#include "tools/runs/replicate_run.hpp"

namespace entrepot::tools {

// What must be the same for results to be those of one run.
struct RunIdentity {
  std::string program;   // version, commit, hash of local changes
  std::string inputs;    // run_inputs_hash
  std::string world;     // text of its key
  std::string scenario;  // the effective scenario as YAML: for words, and to go on without its file
  std::string branch;    // the checkpoints of another run that it started from; "" = none
};
[[nodiscard]] RunIdentity run_identity(const RunJob& job, const std::string& branch = "");

// Every reason why `path`, with what it holds, is not of the run `wanted`; none when it is.
[[nodiscard]] std::vector<Fault> differences(const std::string& path, const RunIdentity& held,
                                             const RunIdentity& wanted);
// The keys that two effective scenarios do not share, the first few of them in words; of these only keys that
// begin with one of `prefixes`, where there are any. "" where there are none.
[[nodiscard]] std::string scenario_words(const std::string& held, const std::string& wanted,
                                         const std::vector<std::string>& prefixes = {});

struct CheckpointHead {
  RunIdentity identity;
  std::string run_id;          // of the run's result file (attribute `id`)
  std::string command;         // that started it
  double seconds = 0.0;        // wall time of the run so far
  int replicate = 0;           // under way; those before it are in the result file
  bool with_policies = false;  // false: its baseline is under way
  int step = 0;                // months done of it
  std::string month;           // the last of these, YYYY-MM
  // For scenarios that start from here.
  std::string past;        // hash of RunJob::branch_inputs
  std::string baseline;    // hash of RunJob::baseline_key
  std::size_t quotas = 0;  // policies that are quotas
};

// Replaces the file as a whole. Of `head`, identity, run_id, command and seconds count. RunError when it
// cannot be written.
void write_checkpoint(const std::string& path, const CheckpointHead& head, const RunJob& job,
                      const ReplicateRun& run);

class Checkpoint {
 public:
  // InputError when the file is no checkpoint, truncated, damaged, or of another program's format.
  explicit Checkpoint(const std::string& path);
  [[nodiscard]] const CheckpointHead& head() const { return head_; }
  [[nodiscard]] const std::string& path() const { return reader_.path(); }
  [[nodiscard]] const CheckpointReader& sections() const { return reader_; }
  // The replicate as it was. `job`: the run of head().identity.
  [[nodiscard]] ReplicateRun resume(RunJob& job) const;

 private:
  CheckpointReader reader_;
  CheckpointHead head_;
};

// Hash of RunJob::branch_inputs, and of RunJob::baseline_key.
[[nodiscard]] std::string past_hash(const RunJob& job);
[[nodiscard]] std::string baseline_hash(const RunJob& job, int replicate);

// The checkpoint that belongs to a result file.
[[nodiscard]] std::string checkpoint_path(const std::string& output);

}  // namespace entrepot::tools
