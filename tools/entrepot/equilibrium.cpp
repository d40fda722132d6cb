#include <fmt/format.h>

#include <chrono>

#include "outputs/store/layout.hpp"
#include "outputs/store/results/result_file.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/entrepot/parts/equilibrium_summary.hpp"
#include "tools/entrepot/parts/json_output.hpp"
#include "tools/entrepot/parts/output_option.hpp"
#include "tools/runs/policies/policy_notes.hpp"
#include "tools/runs/progress.hpp"
#include "tools/runs/provenance.hpp"
#include "tools/runs/result_parts.hpp"
#include "tools/runs/world_key.hpp"

namespace entrepot::tools {

using namespace theory;
using namespace scenarios;
using namespace outputs;

namespace {

struct EquilibriumArguments {
  std::string scenario;
  std::string at;
  std::string closure;
  std::vector<std::string> overrides;
  OutputOption output;
  std::string importer;
};

EquilibriumJob make_job(const EquilibriumArguments& arguments) {
  Scenario scenario = read_scenario(arguments.scenario, arguments.overrides);
  const Month month = month_of_calendar(arguments.at, scenario.calendar);
  const Closure closure = closure_of(arguments.closure, scenario);
  WorldTable table = read_world(scenario.world);
  add_policy_notes(scenario, table);
  return {std::move(scenario), std::move(table), month, closure};
}

std::string command_line(const EquilibriumArguments& arguments, const EquilibriumJob& job) {
  std::string command = fmt::format("entrepot equilibrium {} --at {} --closure {}", arguments.scenario,
                                    job.month().text(), closure_name(job.closure()));
  for (const std::string& change : arguments.overrides) command += " --set '" + change + "'";
  return command;
}

// The file holds no firms: its world is the table itself.
FileHeader header_of(const EquilibriumArguments& arguments, const EquilibriumJob& job) {
  FileHeader header = make_header({job.scenario(),
                                   job.table(),
                                   table_key(job.scenario(), job.table()).text(),
                                   {},
                                   Calendar{job.month(), 1},
                                   1,
                                   0,
                                   ""},
                                  command_line(arguments, job));
  header.provenance.push_back(
      {layout::equilibrium_text, fmt::format("{} {}\n", job.month().text(), closure_name(job.closure()))});
  return header;
}

void print_notes(const EquilibriumJob& job) {
  for (const std::vector<std::string>* notes : {&job.table().notes, &job.scenario().notes}) {
    for (const std::string& note : *notes) fmt::print(stderr, "note: {}\n", note);
  }
}

void equilibrium(const EquilibriumArguments& arguments, const CommonOptions& common) {
  const auto start = std::chrono::steady_clock::now();
  const EquilibriumJob job = make_job(arguments);
  ShareTableBuilder shares(headline_importer(arguments.importer, job.scenario(), job.table()),
                           job.table().regions, job.table().sector_is_goods, {job.month().year()});
  OutputClaim claim = arguments.output.claim(job.scenario().name + "-equilibrium.h5");
  const std::string output = claim.path();
  ResultWriter writer(std::move(claim), header_of(arguments, job));
  if (!common.quiet) print_notes(job);
  const SolvedEquilibrium scenario = job.solve(true);
  const SolvedEquilibrium baseline = job.solve(false);
  const ReplicateResult result{0, job.variables(scenario), job.variables(baseline)};
  shares.add(result);
  const EquilibriumSummary summary = summarise(job, scenario, shares.table());
  writer.append(result);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::vector<TextItem> facts = run_facts(seconds);
  facts.push_back({"solver", quality_text(summary)});
  writer.finish(facts);
  common.json ? print_json(equilibrium_json(summary)) : fmt::print("{}", equilibrium_text(summary));
  if (!common.quiet) fmt::print(stderr, "Written to {} in {:.2f} s.\n", output, seconds);
}

}  // namespace

void add_equilibrium(CLI::App& app, CommonOptions& common) {
  CLI::App* verb = app.add_subcommand(
      "equilibrium", "solve the trade equilibrium of a scenario's terms in one month, without firms");
  gives_json(*verb, common);
  auto arguments = std::make_shared<EquilibriumArguments>();
  verb->add_option("scenario", arguments->scenario, "scenario file, or the name of a library scenario")
      ->required();
  verb->add_option("--at", arguments->at,
                   "month whose terms are taken, 2020-02; default: the calendar's last");
  verb->add_option(
          "--closure", arguments->closure,
          "fixed wages and budgets, or clearing wages with all income spent; default: the scenario's")
      ->check(CLI::IsMember({"fixed", "clearing"}));
  verb->add_option("--set", arguments->overrides, "change a value: 'policies[list-1].scale=2'")
      ->take_all()
      ->allow_extra_args(false);
  add_output_option(*verb, arguments->output,
                    "result file; default: the scenario's name with -equilibrium.h5");
  verb->add_option("--importer", arguments->importer, "region whose imports the table shows");
  verb->callback([arguments, &common] { equilibrium(*arguments, common); });
}

}  // namespace entrepot::tools
