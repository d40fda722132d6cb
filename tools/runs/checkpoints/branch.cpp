#include "tools/runs/checkpoints/branch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "sim/core/error.hpp"
#include "tools/runs/checkpoints/past_terms.hpp"
#include "tools/runs/checkpoints/saved_run.hpp"

namespace entrepot::tools {

namespace {

std::string past_words(const CheckpointHead& head, const RunJob& job) {
  const std::string words = scenario_words(head.identity.scenario, job.scenario().resolved_text,
                                           {"calendar.start", "seed", "model."});
  return words.empty() ? "policies that name firms are not the same" : words;
}

// The first month whose terms are not those of the run it goes on from; the checkpoint's number of months if
// all are.
int first_other_month(const Checkpoint& checkpoint, const RunJob& job) {
  const CheckpointHead& head = checkpoint.head();
  const std::span<const std::byte> bytes = checkpoint.sections().bytes("terms", sizeof(std::uint64_t));
  std::vector<std::uint64_t> held(bytes.size() / sizeof(std::uint64_t));
  if (!held.empty()) std::memcpy(held.data(), bytes.data(), bytes.size());
  const std::vector<std::uint64_t> wanted = past_terms(job, true, head.step, head.quotas);
  return static_cast<int>(std::mismatch(held.begin(), held.end(), wanted.begin(), wanted.end()).first -
                          held.begin());
}

std::vector<Fault> branch_faults(const Checkpoint& checkpoint, const RunJob& job) {
  const CheckpointHead& head = checkpoint.head();
  const RunIdentity wanted = run_identity(job);
  const Place place{checkpoint.path(), 0, 0, ""};
  std::vector<Fault> faults;
  const auto refuse = [&](const std::string& what, const std::string& why, const std::string& suggestion) {
    faults.push_back({place, what, why, suggestion});
  };
  if (head.identity.program != wanted.program)
    refuse("it was written by another version of entrepot",
           fmt::format("{} against {}", head.identity.program, wanted.program), "use that version");
  if (!job.has_policies()) refuse("the scenario has no policies", "it is its own baseline", "");
  if (head.identity.world != wanted.world)
    refuse("its world is another", fmt::format("{} against {}", head.identity.world, wanted.world), "");
  if (head.past != past_hash(job)) refuse("its past is of another model", past_words(head, job), "");
  const Calendar& calendar = job.scenario().calendar;
  if (head.step >= calendar.steps)
    refuse("the scenario ends before it", fmt::format("the checkpoint is of the end of {}", head.month), "");
  if (!faults.empty()) return faults;
  const int other = first_other_month(checkpoint, job);
  if (other < head.step)
    refuse(fmt::format("the terms of {} are others", calendar.at(other).text()),
           fmt::format("up to {} they must be those of the run it goes on from", head.month),
           fmt::format("change policies from {} on only", calendar.at(head.step).text()));
  return faults;
}

}  // namespace

Branches::Branches(const std::vector<std::string>& files, const RunJob& job) {
  std::vector<Fault> faults;
  for (const std::string& file : files) {
    const Checkpoint checkpoint(file);
    for (Fault& fault : branch_faults(checkpoint, job)) faults.push_back(std::move(fault));
    const auto same = std::find_if(points_.begin(), points_.end(), [&](const Point& point) {
      return point.head.replicate == checkpoint.head().replicate;
    });
    if (same != points_.end())
      faults.push_back({Place{file, 0, 0, ""},
                        fmt::format("replicate {} is given twice", same->head.replicate),
                        "first by " + same->path, ""});
    points_.push_back({file, checkpoint.sections().hash(), checkpoint.head()});
  }
  if (!faults.empty()) throw InputError(std::move(faults));
  std::sort(points_.begin(), points_.end(),
            [](const Point& a, const Point& b) { return a.head.replicate < b.head.replicate; });
}

std::vector<int> Branches::replicates() const {
  std::vector<int> numbers;
  for (const Point& point : points_) numbers.push_back(point.head.replicate);
  return numbers;
}

std::string Branches::text() const {
  std::string text;
  for (const Point& point : points_)
    text += fmt::format("replicate {} after {} {}\n", point.head.replicate, point.head.month, point.hash);
  return text;
}

void Branches::prepare(ReplicateRun& run) const {
  const auto point = std::find_if(points_.begin(), points_.end(),
                                  [&](const Point& one) { return one.head.replicate == run.replicate(); });
  if (point == points_.end()) return;
  run.prepare_scenario([file = point->path](VariantRun& scenario) {
    const Checkpoint checkpoint(file);
    load_run(checkpoint.sections(), scenario);
  });
}

ReplicateRun Branches::start(RunJob& job, int replicate) const {
  const auto point = std::find_if(points_.begin(), points_.end(),
                                  [&](const Point& one) { return one.head.replicate == replicate; });
  if (point == points_.end()) return {job, replicate};
  const auto begin = [&]() -> ReplicateRun {
    if (!point->head.with_policies || point->head.baseline != baseline_hash(job, replicate))
      return {job, replicate};
    const Checkpoint checkpoint(point->path);
    return {job, replicate,
            load_result(checkpoint.sections(), job.world(replicate), job.scenario().calendar)};
  };
  ReplicateRun run = begin();
  prepare(run);
  return run;
}

}  // namespace entrepot::tools
