#include "tools/entrepot/parts/guarded_reading.hpp"
#include "tools/entrepot/parts/json_output.hpp"
#include "tools/entrepot/parts/summary_output.hpp"
#include "tools/entrepot/parts/summary_verbs.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

struct ShowArguments {
  SummaryArguments summary;
  SummaryOutput output;
};

void show(const ShowArguments& arguments, const CommonOptions& common) {
  guard_reading(arguments.summary.files, common.quiet);
  print_summary(summary_of(arguments.summary, common.threads), arguments.output, common);
}

}  // namespace

void add_show(CLI::App& app, CommonOptions& common) {
  CLI::App* verb =
      app.add_subcommand("show", "what a run says: headline, tables and small plots on the terminal");
  gives_json(*verb, common);
  auto arguments = std::make_shared<ShowArguments>();
  add_summary_options(*verb, arguments->summary);
  add_summary_output(*verb, arguments->output);
  verb->callback([arguments, &common] { show(*arguments, common); });
}

}  // namespace entrepot::tools
