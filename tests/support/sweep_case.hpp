// A small sweep run by the real program, and what its folder says about it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/support/program.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test {

class SweepCase {
 public:
  // Six points of two replicates on a small world, unless another plan is given.
  explicit SweepCase(const std::string& plan = small_plan());

  [[nodiscard]] static std::string small_plan();
  [[nodiscard]] const std::string& plan() const { return plan_; }
  [[nodiscard]] std::string folder(const std::string& name = "out") const { return folder_.file(name); }
  [[nodiscard]] std::string file(const std::string& name) const { return folder_.file(name); }
  // `sweep run PLAN --folder ...` with more arguments.
  [[nodiscard]] std::vector<std::string> run(const std::vector<std::string>& more = {},
                                             const std::string& name = "out") const;
  [[nodiscard]] ProgramOutput resume(const std::string& name = "out") const;
  // Merges and hashes; "" when that fails.
  [[nodiscard]] std::string merged_hash(const std::string& name = "out") const;
  // The hash of an uninterrupted run of the small plan with one thread, made once.
  [[nodiscard]] static const std::string& undisturbed_hash();

  using Run = std::pair<int, int>;  // point, replicate
  // How often each run was started, by the trace of starts.
  [[nodiscard]] std::map<Run, int> starts(const std::string& name = "out") const;
  // Runs that the ledger counts as finished.
  [[nodiscard]] std::vector<Run> finished(const std::string& name = "out") const;
  // Waits until so many runs were started, or the program has ended.
  void wait_for_starts(RunningProgram& program, std::size_t count, const std::string& name = "out") const;

 private:
  TemporaryFolder folder_;
  std::string plan_;
};

}  // namespace entrepot::test
