#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <set>

#include "outputs/compare/render/tidy.hpp"
#include "outputs/store/csv_text.hpp"
#include "outputs/store/results/result_reader.hpp"
#include "sim/core/error.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/entrepot/links/link_export.hpp"
#include "tools/entrepot/parts/guarded_reading.hpp"
#include "tools/entrepot/parts/output_option.hpp"
#include "tools/entrepot/parts/workbook.hpp"
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
  std::string format;  // "" = told by the output's name
  OutputOption output;
};

// What was left out, and what was written.
struct Written {
  std::vector<std::string> notes;
  std::string text;
};

Written write_csv_file(const MetricArguments& arguments) {
  TextFile file = open_text(arguments.output);
  std::vector<std::string> fields;
  Written written;
  written.notes = tidy_rows(arguments.file, arguments.options, [&](const std::vector<std::string>& row) {
    fields.clear();
    for (const std::string& field : row) fields.push_back(csv_field(field));
    file.line("{}", fmt::join(fields, ","));
  });
  written.text = file.finish();
  return written;
}

// What the metrics of the values mean, and where these come from.
void add_explanations(Workbook& book, const MetricArguments& arguments, const std::set<std::string>& metrics,
                      const std::vector<std::string>& notes) {
  const ResultReader reader(arguments.file);
  book.begin_sheet("metrics", {"metric", "long name", "units recorded", "axes", "definition"});
  for (const std::string& metric : metrics) {
    const VariableInfo info = reader.info("scenario", metric);
    book.row(
        {info.name, info.long_name, info.units, fmt::format("{}", fmt::join(info.axes, ", ")), info.source});
  }
  book.begin_sheet("notes", {"about", "note"});
  book.row({"result file", std::filesystem::path(arguments.file).filename().string()});
  book.row({"period", arguments.period});
  if (!arguments.filters.empty()) book.row({"only", arguments.filters});
  book.row({"written by", "entrepot " ENTREPOT_VERSION});
  for (const std::string& note : notes) book.row({"note", note});
}

Written write_workbook(const MetricArguments& arguments) {
  Workbook book(arguments.output.claim(""));
  std::set<std::string> metrics;
  bool begun = false;
  Written written;
  written.notes = tidy_rows(arguments.file, arguments.options, [&](const std::vector<std::string>& row) {
    if (!begun) {
      book.begin_sheet("values", row, {"replicate", "value"});
    } else {
      metrics.insert(row.front());
      book.row(row);
    }
    begun = true;
  });
  add_explanations(book, arguments, metrics, written.notes);
  written.text = book.finish();
  return written;
}

void export_metrics(MetricArguments& arguments, const CommonOptions& common) {
  guard_reading({arguments.file}, common.quiet);
  arguments.options.period = parse_period(arguments.period);
  arguments.options.filters = parse_filters(arguments.filters);
  if (arguments.run != "both") arguments.options.runs = {arguments.run};
  for (const std::string& group : arguments.groups) arguments.options.groups.push_back(parse_group(group));
  const std::string output = arguments.output.path.value_or("-");
  if (arguments.format.empty()) arguments.format = output.ends_with(".xlsx") ? "xlsx" : "csv";
  if (arguments.format == "xlsx" && output == "-")
    throw UsageError("a workbook needs a name: -o values.xlsx");
  const Written written = arguments.format == "xlsx" ? write_workbook(arguments) : write_csv_file(arguments);
  if (common.quiet) return;
  for (const std::string& note : written.notes) fmt::print(stderr, "note: {}\n", note);
  fmt::print(stderr, "{}\n", written.text);
}

void add_metric_options(CLI::App& verb, MetricArguments& arguments) {
  verb.add_option("file", arguments.file, "result file (.h5)");
  verb.add_option("--metric", arguments.options.metric, "metric, or a pattern such as 'import_*'");
  verb.add_option("--period", arguments.period, "month, quarter or year");
  verb.add_option("--where", arguments.filters,
                  "keep some labels: origin=CHN,MEX,destination=USA,time=2018..2022");
  verb.add_option("--group", arguments.groups,
                  "add labels up: 'G7=USA+JPN+CAN+EUK', a club of the world, goods or services; repeatable")
      ->take_all()
      ->allow_extra_args(false);
  verb.add_option("--run", arguments.run, "scenario, baseline or both")
      ->check(CLI::IsMember({"scenario", "baseline", "both"}));
  verb.add_option("--format", arguments.format,
                  "csv or xlsx; default: xlsx where the output ends so, else csv")
      ->check(CLI::IsMember({"csv", "xlsx"}));
  add_output_option(verb, arguments.output,
                    "CSV file, packed where it ends in .gz, or workbook (.xlsx); default: the terminal");
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
