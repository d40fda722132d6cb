// Every evaluation of a calibration, as a log that only grows (docs/decisions/0034-shards-are-logs.md).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "outputs/store/shards/shard.hpp"
#include "tools/entrepot/calibrate/evaluator.hpp"

namespace entrepot::tools {

using namespace outputs;

// What is known of a point: its answers, or why its runs failed.
struct LoggedAnswers {
  Answers answers;
  std::string error;
};

class EvaluationLog {
 public:
  // Reads what is there, cuts off a torn end. InputError when another process writes it; RunError when it
  // cannot be written.
  EvaluationLog(const std::string& path, const std::vector<std::string>& targets);

  [[nodiscard]] std::optional<LoggedAnswers> find(const std::string& key) const;
  // On disk when it returns.
  void append(const std::string& key, const LoggedAnswers& logged, double seconds);
  [[nodiscard]] std::size_t size() const { return known_.size(); }

 private:
  std::vector<std::string> targets_;
  std::optional<ShardWriter> writer_;
  std::map<std::string, LoggedAnswers> known_;
};

}  // namespace entrepot::tools
