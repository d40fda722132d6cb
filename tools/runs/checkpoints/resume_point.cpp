#include "tools/runs/checkpoints/resume_point.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "outputs/store/layout.hpp"
#include "outputs/store/results/result_reader.hpp"
#include "sim/core/error.hpp"

namespace entrepot::tools {

namespace {

std::string run_item(const char* name) { return fmt::format("run/{}", name); }

std::string text_or_empty(const ResultReader& reader, const std::string& name) {
  return reader.has_text(name) ? reader.text(name) : "";
}

RunIdentity identity_of(const ResultReader& results) {
  return {text_or_empty(results, run_item(layout::program_text)), text_or_empty(results, layout::inputs_text),
          text_or_empty(results, layout::world_text), text_or_empty(results, "scenario"),
          text_or_empty(results, layout::branch_text)};
}

void add(std::vector<Fault>& faults, std::vector<Fault> more) {
  for (Fault& fault : more) faults.push_back(std::move(fault));
}

Fault fault_of(const std::string& path, const std::string& what, const std::string& why) {
  return {Place{path, 0, 0, ""}, what, why, "start the run anew"};
}

// Replicates 0, 1, ... of the result file, of which the run goes on.
void read_results(const RunRemains& remains, const WantedRun& wanted, ResumePoint& point,
                  std::vector<Fault>& faults) {
  const ResultReader results(remains.output);
  if (!results.has_text(layout::inputs_text))
    throw InputError(fault_of(remains.output, "this file cannot be gone on with",
                              "it is not of a run, or of one by an older version of entrepot"));
  add(faults, differences(remains.output, identity_of(results), wanted.identity));
  const std::vector<int> numbers = results.replicates("scenario");
  const bool first_ones = numbers.size() <= wanted.replicates.size() &&
                          std::equal(numbers.begin(), numbers.end(), wanted.replicates.begin());
  if (numbers.empty() || !first_ones)
    faults.push_back(fault_of(remains.output, "its replicates are not the first ones of the run", ""));
  point.finished = static_cast<int>(numbers.size());
  point.run_id = results.root_attribute("id");
  point.complete = results.has_text(run_item(layout::finished_text));
}

void read_checkpoint(const RunRemains& remains, const WantedRun& wanted, Checkpoint checkpoint,
                     ResumePoint& point, std::vector<Fault>& faults) {
  const std::string path = checkpoint.path();
  const CheckpointHead& head = checkpoint.head();
  const auto at = std::lower_bound(wanted.replicates.begin(), wanted.replicates.end(), head.replicate) -
                  wanted.replicates.begin();
  if (at < point.finished && head.run_id == point.run_id) return;  // its replicate has ended
  add(faults, differences(path, head.identity, wanted.identity));
  if (at > 0 && !remains.has_results) {
    faults.push_back(fault_of(path, fmt::format("the results of the {} replicates before are missing", at),
                              "there is no " + remains.output));
  } else if (remains.has_results && head.run_id != point.run_id) {
    faults.push_back(fault_of(path, "it is of another run than the results",
                              fmt::format("{} against {}", head.run_id, point.run_id)));
  } else if (at > point.finished) {
    faults.push_back(fault_of(path, fmt::format("it is of replicate {}", head.replicate),
                              fmt::format("{} holds only {}", remains.output, point.finished)));
  }
  point.run_id = head.run_id;
  point.seconds = head.seconds;
  point.checkpoint.emplace(std::move(checkpoint));
}

}  // namespace

RunRemains find_remains(const std::string& output) {
  std::error_code error;
  return {output, std::filesystem::exists(output, error),
          std::filesystem::is_regular_file(checkpoint_path(output), error)};
}

std::string remaining_scenario(const RunRemains& remains) {
  if (remains.has_checkpoint) return Checkpoint(checkpoint_path(remains.output)).head().identity.scenario;
  if (remains.has_results) {
    const ResultReader results(remains.output);
    if (results.has_text("scenario")) return results.text("scenario");
  }
  throw InputError(Fault{Place{remains.output, 0, 0, ""}, "there is no run to go on with",
                         "neither this file nor its checkpoint is there",
                         "give the scenario to start the run"});
}

ResumePoint find_resume_point(const RunRemains& found, const WantedRun& wanted) {
  ResumePoint point;
  std::vector<Fault> faults;
  std::optional<Checkpoint> checkpoint;
  if (found.has_checkpoint) checkpoint.emplace(checkpoint_path(found.output));
  RunRemains remains = found;
  // A run replaces an older file when its first replicate is done: until then that is not its own.
  if (checkpoint && remains.has_results && checkpoint->head().replicate == wanted.replicates.front())
    remains.has_results = ResultReader(remains.output).root_attribute("id") == checkpoint->head().run_id;
  if (remains.has_results) read_results(remains, wanted, point, faults);
  if (checkpoint && !point.complete) read_checkpoint(remains, wanted, std::move(*checkpoint), point, faults);
  if (!faults.empty()) throw InputError(std::move(faults));
  return point;
}

}  // namespace entrepot::tools
