#include "tools/entrepot/run.hpp"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <optional>

#include "outputs/store/results/result_file.hpp"
#include "tools/entrepot/parts/json_output.hpp"
#include "tools/entrepot/parts/summary_json.hpp"
#include "tools/runs/progress.hpp"
#include "tools/runs/provenance.hpp"
#include "tools/runs/result_parts.hpp"
#include "tools/runs/run_job.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace {

std::atomic<int> stop_signal{0};

extern "C" void ask_to_stop(int signal) { stop_signal = signal; }

struct RunArguments {
  std::string scenario;
  std::vector<std::string> overrides;
  std::optional<std::string> output;
  std::string importer;
};

std::vector<int> calendar_years(const Calendar& calendar) {
  std::vector<int> years;
  for (int step = 0; step < calendar.steps; ++step) years.push_back(calendar.at(step).year());
  return years;
}

void print_notes(const RunJob& job, const World& world) {
  for (const std::vector<std::string>* notes : {&job.table().notes, &world.notes, &job.scenario().notes}) {
    for (const std::string& note : *notes) fmt::print(stderr, "note: {}\n", note);
  }
}

std::string interrupted_text(int replicate, const std::string& output) {
  if (replicate == 0) return "interrupted in the first replicate; nothing was written";
  return fmt::format("interrupted in replicate {}; {} holds the {} finished one{}", replicate, output,
                     replicate, replicate == 1 ? "" : "s");
}

void run_replicates(RunJob& job, ResultWriter& writer, ShareTableBuilder& shares, const std::string& output,
                    bool quiet) {
  const int replicates = job.scenario().replicates;
  Progress progress(job.scenario().name, job.steps_per_replicate() * replicates, quiet);
  for (int r = 0; r < replicates; ++r) {
    const ReplicateResult result = job.run_replicate(r, [&](const std::string& what) {
      progress.advance(replicates > 1 ? fmt::format("replicate {} {}", r, what) : what);
      if (stop_asked()) throw Interrupted(interrupted_text(r, output));
    });
    writer.append(result);
    shares.add(result);
  }
}

void run(const RunArguments& arguments, const CommonOptions& common) {
  Scenario scenario = read_scenario(arguments.scenario, arguments.overrides);
  const std::string output = arguments.output.value_or(scenario.name + ".h5");
  const ShareTable shares =
      run_to_file(std::move(scenario), output, run_command(arguments.scenario, arguments.overrides), common,
                  arguments.importer);
  common.json ? print_json(share_table_json(shares)) : fmt::print("{}", format_share_table(shares));
}

}  // namespace

void catch_stop_signals() {
  std::signal(SIGINT, ask_to_stop);
  std::signal(SIGTERM, ask_to_stop);
}

bool stop_asked() { return stop_signal != 0; }

std::string run_command(const std::string& scenario, const std::vector<std::string>& overrides) {
  std::string command = "entrepot run " + scenario;
  for (const std::string& change : overrides) command += " --set '" + change + "'";
  return command;
}

ShareTable run_to_file(Scenario scenario, const std::string& output, const std::string& command,
                       const CommonOptions& common, const std::string& importer) {
  const auto start = std::chrono::steady_clock::now();
  WorldTable table = read_world(scenario.world);
  RunJob job(std::move(scenario), std::move(table), common.threads);
  ShareTableBuilder shares(headline_importer(importer, job.table()), job.table().regions,
                           job.table().sector_is_goods, calendar_years(job.scenario().calendar));
  const World& world = job.world(0);
  ResultWriter writer(output, make_header(run_origin(job, world), command));
  if (!common.quiet) {
    print_notes(job, world);
    fmt::print(stderr, "{} firms, {} links, {} months, {} threads\n", world.n_firms(), world.n_slots(),
               job.scenario().calendar.steps, job.threads());
  }
  catch_stop_signals();
  run_replicates(job, writer, shares, output, common.quiet);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  writer.finish(run_facts(seconds));
  if (!common.quiet) fmt::print(stderr, "Written to {} in {}.\n", output, format_seconds(seconds));
  return shares.table();
}

void add_run(CLI::App& app, CommonOptions& common) {
  CLI::App* verb = app.add_subcommand("run", "run a scenario and its baseline and write the results");
  gives_json(*verb, common);
  auto arguments = std::make_shared<RunArguments>();
  verb->add_option("scenario", arguments->scenario, "scenario file, or the name of a library scenario")
      ->required();
  verb->add_option("--set", arguments->overrides, "change a value: 'policies[list-1].scale=2'")
      ->take_all()
      ->allow_extra_args(false);
  verb->add_option("-o,--output", arguments->output, "result file; default: the scenario's name with .h5");
  verb->add_option("--importer", arguments->importer, "region whose imports the closing table shows");
  verb->callback([arguments, &common] { run(*arguments, common); });
}

}  // namespace entrepot::tools
