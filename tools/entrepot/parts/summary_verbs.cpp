#include "tools/entrepot/parts/summary_verbs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/core/faults.hpp"
#include "tools/entrepot/history/facts_file.hpp"
#include "tools/entrepot/links/graph_section.hpp"
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
  verb.add_option("--graph", arguments.graphs,
                  "what `entrepot graph SCENARIO --json` wrote of these runs: whom it would hurt to lose")
      ->take_all()
      ->allow_extra_args(false);
  verb.add_flag("--across-worlds", arguments.across_worlds,
                "several files may be of different worlds: their firms and draws are not the same");
}

namespace {

// Each graph goes to the runs of its scenario; InputError where there is none.
void add_graphs(const std::vector<std::string>& graphs, std::vector<SummaryInput>& inputs) {
  for (const std::string& path : graphs) {
    const GraphSection graph = read_graph_section(path);
    std::vector<std::string> names;
    for (SummaryInput& input : inputs) {
      names.push_back(input.assumptions.name);
      if (input.assumptions.name == graph.scenario) input.more.push_back(graph.section);
    }
    if (std::find(names.begin(), names.end(), graph.scenario) != names.end()) continue;
    throw InputError(Fault{Place{path, 0, 0, ""}, fmt::format("no run of {} here", graph.scenario),
                           "the graph is of a scenario that none of the result files is of",
                           suggest(graph.scenario, names, Asks::plain)});
  }
}

}  // namespace

Summary summary_of(const SummaryArguments& arguments, int threads) {
  SummaryOptions options{
      arguments.importer, arguments.rival, {},
      arguments.facts,    threads,         arguments.across_worlds ? Worlds::any : Worlds::same};
  if (!arguments.facts.empty()) options.facts = read_facts(arguments.facts);
  std::vector<SummaryInput> inputs;
  for (const std::string& file : arguments.files) inputs.push_back({file, read_assumptions(file)});
  add_graphs(arguments.graphs, inputs);
  return summarise(inputs, options);
}

}  // namespace entrepot::tools
