#include "tools/runs/checkpoints/checkpoint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "scenarios/reader/difference.hpp"
#include "sim/core/error.hpp"
#include "sim/core/sha256.hpp"
#include "tools/runs/checkpoints/past_terms.hpp"
#include "tools/runs/checkpoints/saved_run.hpp"
#include "tools/runs/provenance.hpp"
#include "tools/runs/scenario_inputs.hpp"

namespace entrepot::tools {

using nlohmann::json;

namespace {

std::string hash_of_text(const std::string& text) {
  Sha256 hash;
  hash.add(text);
  return hash.finish();
}

std::string head_json(const CheckpointHead& head) {
  const json text = {{"program", head.identity.program},
                     {"inputs", head.identity.inputs},
                     {"world", head.identity.world},
                     {"scenario", head.identity.scenario},
                     {"branch", head.identity.branch},
                     {"run_id", head.run_id},
                     {"command", head.command},
                     {"seconds", head.seconds},
                     {"replicate", head.replicate},
                     {"with_policies", head.with_policies},
                     {"step", head.step},
                     {"month", head.month},
                     {"past", head.past},
                     {"baseline", head.baseline},
                     {"quotas", head.quotas}};
  return text.dump(-1, ' ', false, json::error_handler_t::replace);
}

CheckpointHead read_head(const CheckpointReader& reader) {
  try {
    const json from = json::parse(reader.text("head"));
    CheckpointHead head;
    head.identity = {from.at("program"), from.at("inputs"), from.at("world"), from.at("scenario"),
                     from.at("branch")};
    head.run_id = from.at("run_id");
    head.command = from.at("command");
    head.seconds = from.at("seconds");
    head.replicate = from.at("replicate");
    head.with_policies = from.at("with_policies");
    head.step = from.at("step");
    head.month = from.at("month");
    head.past = from.at("past");
    head.baseline = from.at("baseline");
    head.quotas = from.at("quotas");
    return head;
  } catch (const json::exception& error) {
    throw InputError(Fault{Place{reader.path(), 0, 0, ""}, "the checkpoint does not fit this program",
                           error.what(), "use the version of entrepot that wrote it"});
  }
}

bool begins_with_one(const std::string& key, const std::vector<std::string>& prefixes) {
  return prefixes.empty() || std::any_of(prefixes.begin(), prefixes.end(), [&](const std::string& prefix) {
           return key.compare(0, prefix.size(), prefix) == 0;
         });
}

std::string value_words(const std::string& value) { return value.empty() ? "nothing" : value; }

std::string inputs_words(const RunIdentity& held, const RunIdentity& wanted) {
  const std::string words = scenario_words(held.scenario, wanted.scenario);
  return words.empty() ? "a file that it reads has changed" : words;
}

}  // namespace

std::string scenario_words(const std::string& held, const std::string& wanted,
                           const std::vector<std::string>& prefixes) {
  constexpr std::size_t enough = 5;
  Scenario first;
  Scenario second;
  first.resolved_text = held;
  second.resolved_text = wanted;
  std::string text;
  std::size_t found = 0;
  for (const auto& [key, a, b] : scenario_differences(first, second)) {
    if (!begins_with_one(key, prefixes) || ++found > enough) continue;
    text += fmt::format("{}{}: {} against {}", found > 1 ? "; " : "", key, value_words(a), value_words(b));
  }
  if (found > enough) text += fmt::format("; and {} more", found - enough);
  return text;
}

std::string past_hash(const RunJob& job) { return hash_of_text(job.branch_inputs()); }

std::string baseline_hash(const RunJob& job, int replicate) {
  const BaselineKey key = job.baseline_key(replicate);
  return hash_of_text(fmt::format("{} {} {}", key.world.text(), key.replicate, key.inputs));
}

RunIdentity run_identity(const RunJob& job, const std::string& branch) {
  return {program_version(), run_inputs_hash(job.scenario()), job.world_key(0).text(),
          job.scenario().resolved_text, branch};
}

std::vector<Fault> differences(const std::string& path, const RunIdentity& held, const RunIdentity& wanted) {
  const Place place{path, 0, 0, ""};
  std::vector<Fault> faults;
  if (held.program != wanted.program)
    faults.push_back({place, "it was written by another version of entrepot",
                      fmt::format("{} against {}", held.program, wanted.program),
                      "go on with the version that started the run, or start anew"});
  if (held.inputs != wanted.inputs)
    faults.push_back({place, "it belongs to another scenario", inputs_words(held, wanted),
                      "give the scenario and the --set that started the run, or none"});
  if (held.world != wanted.world)
    faults.push_back({place, "it belongs to another world",
                      fmt::format("{} against {}", held.world, wanted.world),
                      "the world's files or its keys are not what they were"});
  if (held.branch != wanted.branch)
    faults.push_back({place, "its run started from other checkpoints",
                      fmt::format("{} against {}", value_words(held.branch), value_words(wanted.branch)),
                      "give the --from-checkpoint that started the run"});
  return faults;
}

void write_checkpoint(const std::string& path, const CheckpointHead& head, const RunJob& job,
                      const ReplicateRun& run) {
  ENTREPOT_VALIDATE(!run.done(), "a finished replicate goes into the result file");
  CheckpointWriter writer(path);
  CheckpointHead full = head;
  const VariantRun& variant = *run.variant();
  const Calendar& calendar = variant.simulation().calendar();
  full.replicate = run.replicate();
  full.with_policies = variant.with_policies();
  full.step = variant.steps_done();
  full.month = calendar.at(std::max(0, full.step - 1)).text();
  full.past = past_hash(job);
  full.baseline = baseline_hash(job, full.replicate);
  full.quotas = job.terms(full.with_policies, calendar.start).quotas.size();
  const std::vector<std::uint64_t> terms = past_terms(job, full.with_policies, full.step, full.quotas);
  writer.add("head", head_json(full));
  writer.add("terms", sizeof(std::uint64_t), std::as_bytes(std::span(terms)));
  save_run(writer, variant);
  if (run.baseline()) save_result(writer, *run.baseline());
  writer.commit();
}

Checkpoint::Checkpoint(const std::string& path) : reader_(path), head_(read_head(reader_)) {}

ReplicateRun Checkpoint::resume(RunJob& job) const {
  const int replicate = head_.replicate;
  ReplicateRun run =
      head_.with_policies
          ? ReplicateRun(job, replicate, load_result(reader_, job.world(replicate), job.scenario().calendar))
          : ReplicateRun(job, replicate);
  load_run(reader_, *run.variant());
  return run;
}

std::string checkpoint_path(const std::string& output) { return output + ".checkpoint"; }

}  // namespace entrepot::tools
