#include "outputs/report/backtest/backtest.hpp"

#include "tools/entrepot/app.hpp"
#include "tools/entrepot/history/observed_files.hpp"
#include "tools/entrepot/history/stored_equilibrium.hpp"
#include "tools/entrepot/parts/guarded_reading.hpp"
#include "tools/entrepot/parts/json_output.hpp"
#include "tools/entrepot/parts/summary_output.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

struct BacktestArguments {
  std::string file;
  std::string observed;
  BacktestRequest request;
  SummaryOutput output;
};

void backtest(BacktestArguments& arguments, const CommonOptions& common) {
  BacktestRequest& request = arguments.request;
  if (request.until <= request.from) throw UsageError("--to must be later than --from");
  guard_reading({arguments.file}, common.quiet);
  ObservedFiles observed = read_observed(arguments.observed, request.from);
  request.series = std::move(observed.series);
  request.notes = std::move(observed.notes);
  request.threads = common.threads;
  print_summary(backtest_summary(arguments.file, request, static_rival), arguments.output, common);
}

}  // namespace

void add_backtest(CLI::App& app, CommonOptions& common) {
  CLI::App* verb = app.add_subcommand(
      "backtest", "changes of trade shares in a run against those observed, beside four rivals");
  gives_json(*verb, common);
  auto arguments = std::make_shared<BacktestArguments>();
  BacktestRequest& request = arguments->request;
  verb->add_option("file", arguments->file, "result file (.h5)")->required();
  verb->add_option("--observed", arguments->observed, "folder of observed series (CSV)")->required();
  verb->add_option("--from", request.from, "base year")->check(CLI::Range(1900, 2200));
  verb->add_option("--to", request.until, "last year")->check(CLI::Range(1900, 2200));
  verb->add_option("--damping", request.damping,
                   "of the trend alone: each year's trend over the year before's")
      ->check(CLI::Range(0.0, 1.0));
  add_summary_output(*verb, arguments->output);
  verb->callback([arguments, &common] { backtest(*arguments, common); });
}

}  // namespace entrepot::tools
