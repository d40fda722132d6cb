#include "tools/entrepot/parts/summary_verbs.hpp"

#include "tools/entrepot/history/facts_file.hpp"
#include "tools/entrepot/parts/assumptions.hpp"

namespace entrepot::tools {

using namespace outputs;

void add_summary_options(CLI::App& verb, SummaryArguments& arguments) {
  verb.add_option("files", arguments.files, "result files (.h5)")->required();
  verb.add_option("--importer", arguments.importer, "region whose imports are looked at");
  verb.add_option("--rival", arguments.rival,
                  "origin whose links are followed; default: who loses most share");
  verb.add_option("--facts", arguments.facts,
                  "facts to hold the run against: a .csv or .yaml file, or a library name");
  verb.add_flag("--across-worlds", arguments.across_worlds,
                "several files may be of different worlds: their firms and draws are not the same");
}

Summary summary_of(const SummaryArguments& arguments, int threads) {
  SummaryOptions options{
      arguments.importer, arguments.rival, {},
      arguments.facts,    threads,         arguments.across_worlds ? Worlds::any : Worlds::same};
  if (!arguments.facts.empty()) options.facts = read_facts(arguments.facts);
  std::vector<SummaryInput> inputs;
  for (const std::string& file : arguments.files) inputs.push_back({file, read_assumptions(file)});
  return summarise(inputs, options);
}

}  // namespace entrepot::tools
