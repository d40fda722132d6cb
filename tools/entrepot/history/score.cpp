#include "outputs/report/forecast/score_summary.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/entrepot/history/forecast_file.hpp"
#include "tools/entrepot/parts/json_output.hpp"
#include "tools/entrepot/parts/summary_output.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

struct ScoreArguments {
  std::string forecast;
  std::string observed;
  SummaryOutput output;
};

// The faults of both files at once.
void score(const ScoreArguments& arguments, const CommonOptions& common) {
  Faults faults;
  Forecast forecast;
  ObservedLevels observed;
  try {
    forecast = read_forecast(arguments.forecast);
  } catch (const InputError& error) {
    faults.add(error);
  }
  try {
    observed = read_observed_levels(arguments.observed);
  } catch (const InputError& error) {
    faults.add(error);
  }
  faults.throw_if_any();
  print_summary(score_summary(arguments.forecast, forecast, observed), arguments.output, common);
}

}  // namespace

void add_score(CLI::App& app, CommonOptions& common) {
  CLI::App* verb = app.add_subcommand("score", "a forecast file against what came: CRPS and coverage");
  gives_json(*verb, common);
  auto arguments = std::make_shared<ScoreArguments>();
  verb->add_option("forecast", arguments->forecast, "forecast file (.yaml)")->required();
  verb->add_option("observed", arguments->observed,
                   "observed values: CSV of measure, cell, period, value; or a folder of observed series, or "
                   "one of its files")
      ->required();
  add_summary_output(*verb, arguments->output);
  verb->callback([arguments, &common] { score(*arguments, common); });
}

}  // namespace entrepot::tools
