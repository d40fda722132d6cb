#include "tools/entrepot/calibrate/evaluation_log.hpp"

#include <fmt/format.h>

namespace entrepot::tools {

using namespace outputs;

namespace {

// The record's variable: answers over worlds and targets.
constexpr const char* variable_name = "answers";

ShardRun record_of(const std::string& key, const LoggedAnswers& logged,
                   const std::vector<std::string>& targets) {
  ShardRun record;
  record.key = key;
  record.error = logged.error;
  if (!logged.error.empty()) return record;
  Axis worlds{"world", "redrawn world", "", {}, {}, false};
  Variable answers;
  answers.name = variable_name;
  answers.axes = {"world", "target"};
  for (std::size_t w = 0; w < logged.answers.size(); ++w) {
    worlds.labels.push_back(std::to_string(w));
    answers.values.insert(answers.values.end(), logged.answers[w].begin(), logged.answers[w].end());
  }
  record.axes = {worlds, {"target", "what is measured", "", targets, {}, false}};
  record.result.scenario = {answers};
  return record;
}

// Answers of a record; none where it is of other targets.
std::optional<LoggedAnswers> answers_of(const ShardRun& record, std::size_t targets) {
  if (!record.error.empty()) return LoggedAnswers{{}, record.error};
  if (record.result.scenario.size() != 1 || targets == 0) return std::nullopt;
  const std::vector<double>& values = record.result.scenario.front().values;
  if (values.empty() || values.size() % targets != 0) return std::nullopt;
  LoggedAnswers logged;
  for (std::size_t at = 0; at < values.size(); at += targets) {
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(at);
    logged.answers.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(targets));
  }
  return logged;
}

}  // namespace

EvaluationLog::EvaluationLog(const std::string& path, const std::vector<std::string>& targets)
    : targets_(targets), writer_(ShardWriter::open(path)) {
  if (!writer_)
    throw InputError(Fault{Place{path, 0, 0, ""}, "another process writes this log",
                           "one calibration at a time works in a folder", ""});
  const ShardReader reader(path);
  for (const LedgerEntry& entry : reader.entries()) {
    const std::optional<LoggedAnswers> logged = answers_of(reader.read(entry), targets.size());
    if (logged) known_[entry.key] = *logged;
  }
}

std::optional<LoggedAnswers> EvaluationLog::find(const std::string& key) const {
  const auto at = known_.find(key);
  return at == known_.end() ? std::nullopt : std::optional(at->second);
}

void EvaluationLog::append(const std::string& key, const LoggedAnswers& logged, double seconds) {
  ShardRun record = record_of(key, logged, targets_);
  record.point = known_.size();
  record.seconds = seconds;
  writer_->append(record);
  known_[key] = logged;
}

}  // namespace entrepot::tools
