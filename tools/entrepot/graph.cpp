#include <fmt/format.h>

#include "tools/entrepot/app.hpp"
#include "tools/entrepot/links/graph_measures.hpp"
#include "tools/entrepot/parts/json_output.hpp"

namespace entrepot::tools {

void add_graph(CLI::App& app, CommonOptions& common) {
  CLI::App* verb = app.add_subcommand(
      "graph",
      "rank the firms, cells and hubs that the links of a month hang on; runs the scenario and its baseline");
  auto request = std::make_shared<GraphRequest>();
  verb->add_option("scenario", request->scenario, "scenario file, or the name of a library scenario")
      ->required();
  verb->add_option("--at", request->at, "month (YYYY-MM); default: the calendar's last");
  verb->add_option("--set", request->overrides, "change a value: 'world.firms=20000'")
      ->take_all()
      ->allow_extra_args(false);
  verb->add_option("--sample", request->sample,
                   "sellers from which shortest paths are followed, default 256; 0 = all");
  verb->add_option("--top", request->top, "firms and cells to list; 0 = all");
  verb->add_option("--replicate", request->replicate, "replicate, from 0")->check(CLI::NonNegativeNumber);
  gives_json(*verb, common);
  verb->callback([request, &common] {
    const GraphReport report = graph_report(*request, common);
    common.json ? print_json(graph_json(report, request->top))
                : fmt::print("{}", graph_text(report, request->top));
  });
}

}  // namespace entrepot::tools
