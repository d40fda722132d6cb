#include "outputs/compare/compare.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "outputs/compare/match.hpp"
#include "sim/core/error.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/entrepot/parts/guarded_reading.hpp"
#include "tools/entrepot/parts/json_output.hpp"
#include "tools/entrepot/parts/summary_output.hpp"
#include "tools/entrepot/parts/summary_verbs.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

struct CompareArguments {
  std::vector<std::string> files;
  CompareOptions options;
  std::string period = "year";
  std::string filters;
  std::vector<std::string> groups;
  std::string against = "first";
  std::string format = "text";
  bool across_worlds = false;
  bool all = false;
};

bool any_equilibrium(const std::vector<std::string>& files) {
  return std::any_of(files.begin(), files.end(),
                     [](const std::string& file) { return is_equilibrium(ResultReader(file)); });
}

// The tables of that id, without the rest of their section.
std::vector<Section> only_table(const std::vector<Section>& sections, const std::string& id) {
  Section kept{sections.front().id, sections.front().title, {}, {}, {}, {}};
  for (const DataTable& table : sections.front().tables) {
    if (table.id == id) kept.tables.push_back(table);
  }
  return {std::move(kept)};
}

// The measures of the report's headline, seen from the importer that the policies move, instead of every cell
// of every metric.
void print_headline(const CompareArguments& arguments, const CommonOptions& common) {
  SummaryArguments asked;
  asked.files = arguments.files;
  asked.across_worlds = arguments.across_worlds;
  Summary summary = summary_of(asked, common.threads);
  if (summary.runs.size() > 1) {
    summary.together = only_table(summary.together, "answers");
    summary.runs.clear();
  } else {
    summary.runs.front().sections = only_table(summary.runs.front().sections, "headline");
  }
  print_summary(summary, {}, common);
  fmt::print("\n+ is more than without the policies.\n");
  fmt::print("All metrics: --all; some: --metric 'import_*' (`entrepot describe metrics` lists them).\n");
}

void compare(CompareArguments& arguments, bool headline, const CommonOptions& common) {
  guard_reading(arguments.files, common.quiet);
  if (headline && !any_equilibrium(arguments.files)) return print_headline(arguments, common);
  arguments.options.threads = common.threads;
  arguments.options.period = parse_period(arguments.period);
  arguments.options.filters = parse_filters(arguments.filters);
  if (arguments.across_worlds) arguments.options.worlds = Worlds::any;
  arguments.options.against_baseline = arguments.against == "baseline";
  for (const std::string& group : arguments.groups) arguments.options.groups.push_back(parse_group(group));
  const CompareTable table = compare_results(arguments.files, arguments.options);
  const bool as_json = common.json || arguments.format == "json";
  if (as_json) return print_json(to_json(table));
  fmt::print("{}", arguments.format == "csv" ? to_csv(table) : to_text(table));
}

// Nothing asked for in particular, on a terminal: programs that read CSV or JSON get everything.
bool wants_headline(const CLI::App& verb, const CompareArguments& arguments, const CommonOptions& common) {
  if (arguments.all || common.json || arguments.format != "text") return false;
  const std::vector<std::string> narrowing = {"--metric", "--period",  "--where",
                                              "--group",  "--against", "--top"};
  return std::all_of(narrowing.begin(), narrowing.end(),
                     [&](const std::string& option) { return verb.count(option) == 0; });
}

}  // namespace

void add_compare(CLI::App& app, CommonOptions& common) {
  CLI::App* verb = app.add_subcommand(
      "compare", "paired differences: a run against its own baseline, or one run against others");
  gives_json(*verb, common);
  auto arguments = std::make_shared<CompareArguments>();
  verb->add_option("files", arguments->files, "result files (.h5)")->required();
  verb->add_option("--metric", arguments->options.metric, "metric, or a pattern such as 'import_*'");
  verb->add_option("--period", arguments->period, "month, quarter or year");
  verb->add_option("--where", arguments->filters,
                   "keep some labels: origin=CHN,MEX,destination=USA,time=2018..2022");
  verb->add_option("--group", arguments->groups,
                   "add labels up: 'G7=USA+JPN+CAN+EUK', a club of the world, goods or services; repeatable")
      ->take_all()
      ->allow_extra_args(false);
  verb->add_option("--against", arguments->against,
                   "of several files: each against the first, or each against its own baseline")
      ->check(CLI::IsMember({"first", "baseline"}));
  verb->add_flag("--across-worlds", arguments->across_worlds,
                 "compare runs of different worlds too: their firms and draws are not the same");
  verb->add_option("--top", arguments->options.top, "rows per metric, by absolute difference; 0 = all");
  verb->add_option("--format", arguments->format, "text, csv or json")
      ->check(CLI::IsMember({"text", "csv", "json"}));
  verb->add_flag("--all", arguments->all,
                 "every metric; without it and without other choices, the measures of the headline");
  verb->callback(
      [arguments, verb, &common] { compare(*arguments, wants_headline(*verb, *arguments, common), common); });
}

}  // namespace entrepot::tools
