#include "tools/entrepot/running/run_session.hpp"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>

#include "outputs/store/results/result_file.hpp"
#include "sim/core/error.hpp"
#include "tools/entrepot/running/closing_table.hpp"
#include "tools/entrepot/running/run_status.hpp"
#include "tools/entrepot/running/stop_signals.hpp"
#include "tools/runs/checkpoints/branch.hpp"
#include "tools/runs/checkpoints/resume_point.hpp"
#include "tools/runs/policies/policy_notes.hpp"
#include "tools/runs/progress.hpp"
#include "tools/runs/provenance.hpp"

namespace entrepot::tools {

namespace {

void print_notes(const RunJob& job, const World& world) {
  for (const std::vector<std::string>* notes : {&job.table().notes, &world.notes, &job.scenario().notes}) {
    for (const std::string& note : *notes) fmt::print(stderr, "note: {}\n", note);
  }
}

// Months done at the beginning of `month`; -1 = none.
int keep_step(const std::string& month, const Calendar& calendar) {
  if (month.empty()) return -1;
  Date day;
  if (!parse_date(month, day)) throw UsageError("--checkpoint-at " + month + ": write a month, 2019-06");
  const int step = Month(day).count() - calendar.start.count();
  if (step <= 0 || step >= calendar.steps)
    throw UsageError(
        fmt::format("--checkpoint-at {}: the calendar is {} to {}, and its first month has nothing "
                    "before it",
                    month, calendar.start.text(), calendar.at(calendar.steps - 1).text()));
  return step;
}

// Months that the replicate of a checkpoint has behind it.
std::int64_t steps_behind(const ResumePoint& point, const RunJob& job) {
  if (!point.checkpoint) return 0;
  const CheckpointHead& head = point.checkpoint->head();
  return head.step + (head.with_policies ? job.scenario().calendar.steps : 0);
}

class RunSession {
 public:
  RunSession(RunJob& job, OutputClaim output, const RunRequest& request, const CommonOptions& common,
             const Branches& branches, const WantedRun& wanted, ResumePoint point);
  void tell(std::unique_ptr<RunStatus> status) { status_ = std::move(status); }
  ShareTable run();

 private:
  [[nodiscard]] FileHeader header() const;
  void run_replicates();
  void run_replicate(ReplicateRun replicate, int finished);
  [[nodiscard]] ReplicateRun start(int replicate);
  void save(const ReplicateRun& replicate, const std::string& path) const;
  void save_in_passing(const ReplicateRun& replicate);
  [[noreturn]] void stop(const ReplicateRun* under_way, int finished) const;
  [[nodiscard]] double seconds() const;

  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  RunJob& job_;
  std::string output_;
  RunRequest request_;
  CommonOptions common_;
  const Branches& branches_;
  WantedRun wanted_;
  ResumePoint point_;
  int replicates_;
  int keep_step_;  // months of the scenario done at the checkpoint that stays; -1 = none
  ShareTableBuilder shares_;
  FileHeader header_;
  ResultWriter writer_;
  CheckpointClock clock_;
  Progress progress_;
  std::int64_t months_of_;  // of all replicates, and of them done
  std::int64_t months_done_ = 0;
  std::unique_ptr<RunStatus> status_;  // null: nobody looks on
  bool told_ = false;                  // that a checkpoint could not be written
};

RunSession::RunSession(RunJob& job, OutputClaim output, const RunRequest& request,
                       const CommonOptions& common, const Branches& branches, const WantedRun& wanted,
                       ResumePoint point)
    : job_(job),
      output_(output.path()),
      request_(request),
      common_(common),
      branches_(branches),
      wanted_(wanted),
      point_(std::move(point)),
      replicates_(static_cast<int>(wanted.replicates.size())),
      keep_step_(keep_step(request.keep_at, job.scenario().calendar)),
      shares_(closing_table(job, request.importer)),
      header_(header()),
      writer_(point_.finished > 0 ? ResultWriter::resume(std::move(output), header_)
                                  : ResultWriter(std::move(output), header_)),
      clock_(request.pace),
      progress_(job.scenario().name,
                job.steps_per_replicate() * (replicates_ - point_.finished) - steps_behind(point_, job),
                common.quiet),
      months_of_(job.steps_per_replicate() * replicates_),
      months_done_(months_of_ - job.steps_per_replicate() * (replicates_ - point_.finished) +
                   steps_behind(point_, job)) {}

FileHeader RunSession::header() const {
  ResultOrigin origin = run_origin(job_, job_.world(wanted_.replicates.front()));
  origin.replicates = replicates_;
  origin.branch = wanted_.identity.branch;
  FileHeader header = make_header(origin, request_.command);
  if (!point_.run_id.empty()) header.id = point_.run_id;
  return header;
}

double RunSession::seconds() const {
  return point_.seconds + std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

void RunSession::save(const ReplicateRun& replicate, const std::string& path) const {
  CheckpointHead head;
  head.identity = wanted_.identity;
  head.run_id = header_.id;
  head.command = request_.command;
  head.seconds = seconds();
  write_checkpoint(path, head, job_, replicate);
}

// A run that could go on does not fail because a checkpoint does.
void RunSession::save_in_passing(const ReplicateRun& replicate) {
  try {
    save(replicate, checkpoint_path(output_));
    told_ = false;
  } catch (const RunError& error) {
    if (!told_) fmt::print(stderr, "note: {}; the run goes on without\n", error.what());
    told_ = true;
  }
}

// The step in hand is done. `under_way`: null between two replicates.
void RunSession::stop(const ReplicateRun* under_way, int finished) const {
  const bool kept = under_way != nullptr && !request_.pace.off();
  if (kept) save(*under_way, checkpoint_path(output_));
  std::string text = finished == 0 ? "interrupted in the first replicate"
                                   : fmt::format("interrupted in replicate {}", finished);
  if (under_way != nullptr) text += fmt::format(", {}", under_way->doing());
  if (finished > 0)
    text += fmt::format("; {} holds the {} finished one{}", output_, finished, finished == 1 ? "" : "s");
  if (status_) status_->ended("interrupted", text);
  if (finished == 0 && !kept) throw Interrupted(text + "; nothing was written");
  throw Interrupted(text + fmt::format("; `entrepot run --resume -o {}` goes on", output_));
}

void RunSession::run_replicate(ReplicateRun replicate, int finished) {
  const int number = replicate.replicate();
  while (!replicate.done()) {
    replicate.step();
    progress_.advance(replicates_ > 1 ? fmt::format("replicate {} {}", number, replicate.doing())
                                      : replicate.doing());
    ++months_done_;
    if (replicate.done()) break;
    if (status_) status_->passing(replicate, months_done_, months_of_, seconds());
    const VariantRun& variant = *replicate.variant();
    if (variant.with_policies() == job_.has_policies() && variant.steps_done() == keep_step_)
      save(replicate, fmt::format("{}.{}.r{}.checkpoint", output_, request_.keep_at, number));
    if (stop_asked()) stop(&replicate, finished);
    if (clock_.due()) save_in_passing(replicate);
  }
  const ReplicateResult result = replicate.result();
  writer_.append(result);
  shares_.add(result);
  if (status_) status_->replicate_done(shares_.table());
}

// The next replicate, from its checkpoint if there is one.
ReplicateRun RunSession::start(int replicate) {
  if (!point_.checkpoint) return branches_.start(job_, replicate);
  ReplicateRun run = point_.checkpoint->resume(job_);
  point_.checkpoint.reset();
  branches_.prepare(run);
  return run;
}

void RunSession::run_replicates() {
  for (int done = point_.finished; done < replicates_; ++done) {
    if (stop_asked()) stop(nullptr, done);
    run_replicate(start(wanted_.replicates[static_cast<std::size_t>(done)]), done);
  }
}

ShareTable RunSession::run() {
  add_stored(output_, point_.finished, shares_);
  try {
    run_replicates();
  } catch (const Interrupted&) {
    throw;
  } catch (const std::exception& error) {
    if (status_) status_->ended("failed", error.what());
    throw;
  }
  writer_.finish(run_facts(seconds()));
  if (status_) status_->finished(seconds());
  std::error_code error;
  std::filesystem::remove(checkpoint_path(output_), error);
  if (!common_.quiet) fmt::print(stderr, "Written to {} in {}.\n", output_, format_seconds(seconds()));
  return shares_.table();
}

WantedRun wanted_run(const RunJob& job, const Branches& branches) {
  WantedRun wanted{run_identity(job, branches.text()), branches.replicates()};
  for (int r = 0; branches.empty() && r < job.scenario().replicates; ++r) wanted.replicates.push_back(r);
  return wanted;
}

std::string point_text(const ResumePoint& point) {
  std::string text = fmt::format("{} replicate{} finished", point.finished, point.finished == 1 ? "" : "s");
  if (!point.checkpoint) return text;
  const CheckpointHead& head = point.checkpoint->head();
  return text + fmt::format(", replicate {} done to {} {}", head.replicate,
                            head.with_policies ? "scenario" : "baseline", head.month);
}

ResumePoint resume_point(const WantedRun& wanted, const std::string& output, bool quiet) {
  const RunRemains remains = find_remains(output);
  if (remains.none()) {
    if (!quiet) fmt::print(stderr, "note: nothing to resume at {}: starts anew\n", output);
    return {};
  }
  ResumePoint point = find_resume_point(remains, wanted);
  if (!quiet && !point.complete) fmt::print(stderr, "resuming {}: {}\n", output, point_text(point));
  return point;
}

std::unique_ptr<RunStatus> status_of(const RunRequest& request, const RunJob& job) {
  if (request.status.empty()) return nullptr;
  static_cast<void>(closing_table(job, request.importer));  // refuses an importer that the world has not
  const Existing existing = request.resume || request.force ? Existing::replace : Existing::refuse;
  return std::make_unique<RunStatus>(OutputClaim(request.status, existing), job, request.importer,
                                     request.command);
}

// Nothing is left to do but to say how it ended.
ShareTable table_of_complete(const RunJob& job, const std::string& output, const std::string& importer,
                             const ResumePoint& point, bool quiet) {
  std::error_code error;
  std::filesystem::remove(checkpoint_path(output), error);  // a kill may have left it
  if (!quiet) fmt::print(stderr, "{} is complete: nothing is left to do\n", output);
  ShareTableBuilder shares = closing_table(job, importer);
  add_stored(output, point.finished, shares);
  return shares.table();
}

}  // namespace

ShareTable run_to_file(Scenario scenario, OutputClaim output, const RunRequest& request,
                       const CommonOptions& common) {
  WorldTable table = table_to_run(scenario, common);
  add_policy_notes(scenario, table);
  RunJob job(std::move(scenario), std::move(table), common.threads);
  const Branches branches(request.branches, job);
  const WantedRun wanted = wanted_run(job, branches);
  ResumePoint point;
  if (request.resume) point = resume_point(wanted, output.path(), common.quiet);
  if (point.complete) return table_of_complete(job, output.path(), request.importer, point, common.quiet);
  std::unique_ptr<RunStatus> status = status_of(request, job);
  RunSession session(job, std::move(output), request, common, branches, wanted, std::move(point));
  session.tell(std::move(status));
  const World& world = job.world(wanted.replicates.front());
  if (!common.quiet) {
    print_notes(job, world);
    fmt::print(stderr, "{} firms, {} links, {} months, {} threads, about {} of memory\n", world.n_firms(),
               world.n_slots(), job.scenario().calendar.steps, job.threads(),
               bytes_text(memory_need(job.scenario(), job.table())));
  }
  catch_stop_signals();
  ShareTable table_at_end = session.run();
  if (!common.quiet)
    fmt::print(stderr, "memory: {} taken, {} reckoned\n", bytes_text(memory_used()),
               bytes_text(memory_need(job.scenario(), job.table())));
  return table_at_end;
}

}  // namespace entrepot::tools
