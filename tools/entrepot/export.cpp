#include <fmt/format.h>
#include <fmt/ranges.h>

#include "outputs/compare/render/tidy.hpp"
#include "outputs/store/csv_text.hpp"
#include "sim/core/error.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/entrepot/parts/guarded_reading.hpp"
#include "tools/entrepot/parts/link_export.hpp"
#include "tools/entrepot/parts/output_option.hpp"
#include "tools/runs/text_file.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

struct MetricArguments {
  std::string file;
  TidyOptions options;
  std::string period = "month";
  std::string filters;
  std::vector<std::string> groups;
  std::string run = "both";
  OutputOption output;
};

void export_metrics(MetricArguments& arguments, const CommonOptions& common) {
  guard_reading({arguments.file}, common.quiet);
  arguments.options.period = parse_period(arguments.period);
  arguments.options.filters = parse_filters(arguments.filters);
  if (arguments.run != "both") arguments.options.runs = {arguments.run};
  for (const std::string& group : arguments.groups) arguments.options.groups.push_back(parse_group(group));
  TextFile file = open_text(arguments.output);
  std::vector<std::string> fields;
  const std::vector<std::string> notes =
      tidy_rows(arguments.file, arguments.options, [&](const std::vector<std::string>& row) {
        fields.clear();
        for (const std::string& field : row) fields.push_back(csv_field(field));
        file.line("{}", fmt::join(fields, ","));
      });
  const std::string written = file.finish();
  if (common.quiet) return;
  for (const std::string& note : notes) fmt::print(stderr, "note: {}\n", note);
  fmt::print(stderr, "{}\n", written);
}

void add_metric_options(CLI::App& verb, MetricArguments& arguments) {
  verb.add_option("file", arguments.file, "result file (.h5)");
  verb.add_option("--metric", arguments.options.metric, "metric, or a pattern such as 'import_*'");
  verb.add_option("--period", arguments.period, "month, quarter or year");
  verb.add_option("--where", arguments.filters, "keep some labels: origin=CHN,destination=USA,time=2022");
  verb.add_option("--group", arguments.groups,
                  "add labels up: 'G7=USA+JPN+CAN+EUK', a club of the world, goods or services; repeatable")
      ->take_all()
      ->allow_extra_args(false);
  verb.add_option("--run", arguments.run, "scenario, baseline or both")
      ->check(CLI::IsMember({"scenario", "baseline", "both"}));
  add_output_option(verb, arguments.output, "CSV file, packed where it ends in .gz; default: the terminal");
}

void add_links(CLI::App& verb, CommonOptions& common) {
  CLI::App* links = verb.add_subcommand(
      "links",
      "who buys from whom, firm by firm, in a month: runs the scenario to that month (links are not stored)");
  auto arguments = std::make_shared<LinkExport>();
  links->add_option("scenario", arguments->scenario, "scenario file, or the name of a library scenario")
      ->required();
  links->add_option("--at", arguments->at, "month (YYYY-MM); default: the calendar's last");
  links->add_option("--set", arguments->overrides, "change a value: 'world.firms=20000'")
      ->take_all()
      ->allow_extra_args(false);
  links->add_option("--format", arguments->format, "csv or graphml")
      ->check(CLI::IsMember({"csv", "graphml"}));
  links->add_option("--where", arguments->filters, "keep some links: origin=CHN,destination=USA,sector=ELE");
  links->add_option("--top", arguments->top, "the largest links only, by value; 0 = all");
  links->add_flag("--baseline", arguments->baseline, "the run without the policies");
  links->add_option("--replicate", arguments->replicate, "replicate, from 0")->check(CLI::NonNegativeNumber);
  add_output_option(*links, arguments->output, "file, packed where it ends in .gz; default: the terminal");
  links->callback([arguments, &common] { export_links(*arguments, common); });
}

}  // namespace

void add_export(CLI::App& app, CommonOptions& common) {
  CLI::App* verb =
      app.add_subcommand("export", "metrics of a result file, or the links of a month, as text files");
  auto arguments = std::make_shared<MetricArguments>();
  add_metric_options(*verb, *arguments);
  add_links(*verb, common);
  verb->require_subcommand(0, 1);
  verb->callback([arguments, verb, &common] {
    if (!verb->get_subcommands().empty()) return;
    if (arguments->file.empty()) throw UsageError("export needs a result file, or: export links SCENARIO");
    export_metrics(*arguments, common);
  });
}

}  // namespace entrepot::tools
