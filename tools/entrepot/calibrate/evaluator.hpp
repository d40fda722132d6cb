// Runs the scenarios of a study at one point, in every world, and measures them.
#pragma once

#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "tools/entrepot/calibrate/targets.hpp"
#include "tools/runs/run_job.hpp"
#include "tools/sweep/once_cache.hpp"

namespace entrepot::tools {

using Answers = std::vector<std::vector<double>>;  // [world][target]

class Evaluator {
 public:
  // `threads` run worlds side by side; 0 = all cores. The study outlives it.
  Evaluator(const Study& study, int threads);

  // With the same worlds and draws at every point. `texts` as the scenario reads them, by parameter.
  // InputError where a target cannot be measured in its run; RunError where a run fails; Interrupted when the
  // user asked to stop. `shown`: runs go on to the end of the observed years, and later ones are measured
  // too.
  [[nodiscard]] Answers evaluate(const std::vector<std::string>& texts, bool shown = false);

  // Of all that the answers are a function of beside the parameters: scenarios, worlds, targets, program.
  [[nodiscard]] const std::string& key() const { return key_; }
  [[nodiscard]] std::size_t worlds_made() const { return worlds_.made(); }

 private:
  [[nodiscard]] std::vector<double> measure(const Scenario& scenario, std::size_t run, int world, bool shown);
  [[nodiscard]] std::vector<std::string> recorded() const;
  void record_too(const std::string& metric);
  [[nodiscard]] std::string make_key() const;

  const Study& study_;
  int threads_;
  std::string key_;
  mutable std::mutex mutex_;
  std::set<std::string> recorded_;
  OnceCache<World, WorldKey> worlds_;
};

}  // namespace entrepot::tools
