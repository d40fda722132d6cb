#include <fmt/format.h>

#include <sstream>

#include "sim/core/error.hpp"
#include "tools/entrepot/parts/decompose_job.hpp"
#include "tools/entrepot/parts/json_output.hpp"
#include "tools/runs/text_file.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

struct DecomposeArguments {
  DecomposeRequest request;
  std::string filters;
  std::string period = "year";
  std::string pool = "none";
  std::string summary = "value";
  std::vector<double> between;
  std::string mechanisms;
  std::string format = "text";
};

void decompose_verb(DecomposeArguments& arguments, const CommonOptions& common) {
  DecomposeRequest& request = arguments.request;
  request.select.period = parse_period(arguments.period);
  request.select.filters = parse_filters(arguments.filters);
  request.pool = parse_pool(arguments.pool);
  request.summary = parse_summary(arguments.summary);
  request.asked = split_commas(arguments.mechanisms);
  const bool change = request.summary == SeriesSummary::change;
  if (change != (arguments.between.size() == 2)) {
    throw UsageError("--summary change and --between go together: --summary change --between 2028 2045");
  }
  if (change) request.span = {arguments.between[0] + 0.5, arguments.between[1] + 0.5};
  const Decomposition result = decompose(request, common);
  if (common.json) return print_json(to_json(result));
  fmt::print("{}", arguments.format == "csv" ? to_csv(result) : to_text(result));
}

}  // namespace

void add_decompose(CLI::App& app, CommonOptions& common) {
  CLI::App* verb = app.add_subcommand(
      "decompose", "run a scenario with each mechanism alone and left out, and print what each contributes");
  gives_json(*verb, common);
  auto arguments = std::make_shared<DecomposeArguments>();
  DecomposeRequest& request = arguments->request;
  request.select.metric = "import_share";
  verb->add_option("scenario", request.scenario, "scenario file, or the name of a library scenario")
      ->required();
  verb->add_option("--set", request.overrides, "change a value: 'replicates=10'")
      ->take_all()
      ->allow_extra_args(false);
  verb->add_option("-o,--output", request.folder, "folder that keeps the result files, with all metrics");
  verb->add_flag("--force", request.force, "write over result files that are there");
  verb->add_option("--mechanisms", arguments->mechanisms,
                   "those to tell about: resource-inputs,follow; default: all that are on");
  verb->add_option("--metric", request.select.metric, "metric; default: import_share");
  verb->add_option("--period", arguments->period, "month, quarter or year");
  verb->add_option("--where", arguments->filters,
                   "keep some labels: origin=CHN,MEX,destination=USA,time=2018..2022");
  verb->add_option("--pool", arguments->pool,
                   "make one series of the cells: none, sum, mean, or exports (of export_content)");
  verb->add_option("--summary", arguments->summary,
                   "of the series: value (each period), end, peak, peak-date, fall, half-life, change");
  verb->add_option("--between", arguments->between, "two years, of --summary change")->expected(2);
  verb->add_option("--top", request.select.top, "cells to print, by what all mechanisms add; 0 = all");
  verb->add_option("--format", arguments->format, "text or csv")->check(CLI::IsMember({"text", "csv"}));
  verb->callback([arguments, &common] { decompose_verb(*arguments, common); });
}

}  // namespace entrepot::tools
