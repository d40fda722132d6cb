#include <fmt/format.h>

#include "outputs/report/facts/facts_report.hpp"
#include "outputs/report/facts/views.hpp"
#include "outputs/store/results/result_reader.hpp"
#include "sim/core/sha256.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/entrepot/history/facts_file.hpp"
#include "tools/entrepot/history/stored_equilibrium.hpp"
#include "tools/entrepot/parts/guarded_reading.hpp"
#include "tools/entrepot/parts/json_output.hpp"
#include "tools/entrepot/parts/summary_output.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

struct FactsArguments {
  std::vector<std::string> files;
  std::string facts = "trade-war-2018";
  SummaryOutput output;
};

void facts(const FactsArguments& arguments, const CommonOptions& common) {
  guard_reading(arguments.files, common.quiet);
  const FactsRequest request{read_facts(arguments.facts), arguments.facts,
                             file_hash(facts_path(arguments.facts)), common.threads};
  print_summary(facts_summary(arguments.files, request, static_rival), arguments.output, common);
}

}  // namespace

void add_facts(CLI::App& app, CommonOptions& common) {
  CLI::App* verb = app.add_subcommand(
      "facts", "hold runs against observed facts, beside two rivals: no change, and the static equilibrium");
  gives_json(*verb, common);
  auto arguments = std::make_shared<FactsArguments>();
  verb->add_option("files", arguments->files, "result files (.h5)")->required();
  verb->add_option("--facts", arguments->facts,
                   "facts to hold the runs against: a .csv or .yaml file, or a library name");
  add_summary_output(*verb, arguments->output);
  verb->callback([arguments, &common] { facts(*arguments, common); });
}

}  // namespace entrepot::tools
