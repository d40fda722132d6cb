#include <fmt/format.h>

#include <filesystem>

#include "outputs/store/output/whole_file.hpp"
#include "sim/core/error.hpp"
#include "tools/entrepot/parts/guarded_reading.hpp"
#include "tools/entrepot/sweep/sweep.hpp"
#include "tools/sweep/analysis/analysis.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace {

struct AnalyseArguments : SweepArguments {
  SweepTarget target;
  AnalysisOptions options;
};

// The analysis of the folder is the sweep's own: analysing again brings it up to date.
void write(const std::string& path, const std::string& text) {
  OutputClaim output(path, Existing::replace);
  write_whole(output, text);
}

std::vector<SweepTarget> targets_of(const SweepPlan& plan, const AnalyseArguments& arguments) {
  if (arguments.target.metric.empty()) {
    if (plan.targets.empty())
      throw UsageError(
          "the plan has no targets: give --metric, --where and --at, or add targets to the plan");
    return plan.targets;
  }
  SweepTarget target = arguments.target;
  target.name = target.metric + (target.at.empty() ? "" : "-" + target.at);
  return {target};
}

void analyse(const AnalyseArguments& arguments, const CommonOptions& common) {
  const SweepFolder folder = arguments.open();
  if (!std::filesystem::exists(folder.merged()))
    throw InputError(Fault{{folder.merged(), 0, 0, ""},
                           "the sweep is not merged",
                           "no such file",
                           "run `entrepot sweep merge " + folder.path() + "`"});
  guard_reading({folder.merged()}, common.quiet);
  const Sweep& sweep = folder.sweep();
  const SweepReader reader(folder.merged());
  if (reader.points() != sweep.points() || reader.text("design") != design_csv(sweep.plan(), sweep.design()))
    throw InputError(Fault{{folder.merged(), 0, 0, ""},
                           "the merged file is of another design",
                           "",
                           "merge again: entrepot sweep merge"});
  std::vector<TargetAnalysis> analyses;
  for (const SweepTarget& target : targets_of(sweep.plan(), arguments)) {
    analyses.push_back(analyse_target(sweep.plan(), sweep.design(), target, target_values(reader, target),
                                      arguments.options));
    fmt::print("{}\n", analysis_text(sweep.plan(), analyses.back()));
  }
  write(folder.path() + "/analysis.csv", analysis_csv(sweep.plan(), analyses));
  write(folder.path() + "/analysis.html",
        analysis_html(sweep.plan(), sweep.design(), analyses, sweep.layout().header.source));
  if (!common.quiet) fmt::print(stderr, "written: {0}/analysis.csv and {0}/analysis.html\n", folder.path());
}

}  // namespace

void add_sweep_analyse(CLI::App& sweep, CommonOptions& common) {
  CLI::App* verb =
      sweep.add_subcommand("analyse", "say which parameters drive the targets of a merged sweep");
  auto arguments = std::make_shared<AnalyseArguments>();
  arguments->target.summary = "mean";
  arguments->target.of = "scenario";
  add_sweep_arguments(*verb, *arguments);
  verb->add_option("--metric", arguments->target.metric, "this metric instead of the plan's targets");
  verb->add_option("--where", arguments->target.where, "labels of its axes: origin=CHN,destination=USA");
  verb->add_option("--at", arguments->target.at, "month, quarter or year; default: all");
  verb->add_option("--summary", arguments->target.summary, "mean, last, peak, peak-date or half-life")
      ->check(CLI::IsMember({"mean", "last", "peak", "peak-date", "half-life"}));
  verb->add_option("--of", arguments->target.of, "scenario, baseline, difference or ratio")
      ->check(CLI::IsMember({"scenario", "baseline", "difference", "ratio"}));
  verb->add_option("--base", arguments->target.base, "level that a peak and its half-life are measured from");
  verb->add_option("--bootstrap", arguments->options.resamples, "redrawn samples behind each interval")
      ->check(CLI::Range(0, 100000));
  verb->add_option("--bins", arguments->options.bins, "bins of the response curves")
      ->check(CLI::Range(2, 1000));
  verb->callback([arguments, &common] { analyse(*arguments, common); });
}

}  // namespace entrepot::tools
