// How far a run is, as a small file that is renewed while it runs: for programs that look on.
#pragma once

#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "outputs/report/sections/share_table.hpp"
#include "outputs/store/output/output_claim.hpp"
#include "tools/runs/replicate_run.hpp"

namespace entrepot::tools {

using namespace outputs;

// JSON: state ("running", "finished", "interrupted", "failed"), months done of how many, what is being done,
// the shares of an importer's goods imports so far by month, and at the end the closing table.
class RunStatus {
 public:
  // Writes it for the first time. Throws as every claim of an output does.
  RunStatus(OutputClaim output, const RunJob& job, const std::string& importer, const std::string& command);

  // After every month; writes at most once a second. `done` and `of`: months of all replicates.
  void passing(const ReplicateRun& replicate, std::int64_t done, std::int64_t of, double seconds);
  void replicate_done(const ShareTable& so_far);
  // "interrupted" or "failed", and how.
  void ended(const std::string& state, const std::string& text);
  void finished(double seconds);

 private:
  void write();
  void add_shares(const ReplicateRun& replicate);
  [[nodiscard]] nlohmann::ordered_json shares_by_month(const std::vector<double>& trade, int months) const;

  OutputClaim output_;
  const RunJob& job_;
  std::string importer_;
  std::size_t importer_index_ = 0;
  std::size_t metric_ = 0;  // customs trade
  nlohmann::ordered_json json_;
  std::chrono::steady_clock::time_point written_;
  bool told_ = false;  // that the file could not be written
};

}  // namespace entrepot::tools
