#include "outputs/compare/compare.hpp"

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "tools/entrepot/app.hpp"

namespace entrepot {

namespace {

struct CompareArguments {
  std::vector<std::string> files;
  CompareOptions options;
  std::string period = "year";
  std::string filters;
  std::string format = "text";
};

void compare(CompareArguments& arguments) {
  arguments.options.period = parse_period(arguments.period);
  arguments.options.filters = parse_filters(arguments.filters);
  const CompareTable table = compare_results(arguments.files, arguments.options);
  fmt::print("{}", arguments.format == "csv" ? to_csv(table) : to_text(table));
}

}  // namespace

void add_compare(CLI::App& app, CommonOptions&) {
  CLI::App* verb = app.add_subcommand(
      "compare", "paired differences: a run against its own baseline, or one run against others");
  auto arguments = std::make_shared<CompareArguments>();
  verb->add_option("files", arguments->files, "result files (.h5)")->required();
  verb->add_option("--metric", arguments->options.metric, "metric, or a pattern such as 'import_*'");
  verb->add_option("--period", arguments->period, "month, quarter or year");
  verb->add_option("--where", arguments->filters, "keep some labels: origin=CHN,destination=USA,time=2022");
  verb->add_option("--top", arguments->options.top, "rows per metric, by absolute difference; 0 = all");
  verb->add_option("--format", arguments->format, "text or csv")->check(CLI::IsMember({"text", "csv"}));
  verb->callback([arguments] { compare(*arguments); });
}

}  // namespace entrepot
