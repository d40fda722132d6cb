#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>

#include "outputs/report/forecast/make_forecast.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/entrepot/history/forecast_file.hpp"
#include "tools/entrepot/parts/guarded_reading.hpp"
#include "tools/entrepot/parts/output_option.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

struct ForecastArguments {
  std::vector<std::string> files;
  ForecastRequest request;
  OutputOption output;
};

int members_of(const Forecast& forecast) {
  int members = 0;
  for (const ForecastOrigin& origin : forecast.origins) members += origin.replicates;
  return members;
}

void forecast(ForecastArguments& arguments, const CommonOptions& common) {
  ForecastRequest& request = arguments.request;
  Date made;
  if (request.made.empty()) request.made = fmt::format("{:%Y-%m-%d}", fmt::gmtime(std::time(nullptr)));
  if (!parse_date(request.made, made) || request.made.size() != 10)
    throw UsageError("--made is no date: write YYYY-MM-DD");
  guard_reading(arguments.files, common.quiet);
  request.threads = common.threads;
  TextFile out = open_text(arguments.output);
  const Forecast frozen = make_forecast(arguments.files, request);
  write_forecast(frozen, out);
  static_cast<void>(out.finish());
  if (common.quiet || !arguments.output.path) return;
  fmt::print(stderr, "{}: {} members, changes from {} to {}\n", *arguments.output.path, members_of(frozen),
             request.from, frozen.horizon);
}

}  // namespace

void add_forecast(CLI::App& app, CommonOptions& common) {
  CLI::App* verb =
      app.add_subcommand("forecast", "freeze what runs say, as a file that `score` holds against what comes");
  auto arguments = std::make_shared<ForecastArguments>();
  verb->add_option("files", arguments->files, "result files (.h5); every replicate is a member")->required();
  verb->add_option("--from", arguments->request.from, "year that values are changes from")
      ->check(CLI::Range(1900, 2200));
  verb->add_option("--name", arguments->request.name, "default: the scenario's");
  verb->add_option("--made", arguments->request.made, "the day it is made, YYYY-MM-DD; default: today");
  add_output_option(*verb, arguments->output, "forecast file; default: standard output");
  verb->callback([arguments, &common] { forecast(*arguments, common); });
}

}  // namespace entrepot::tools
