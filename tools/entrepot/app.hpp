// The command-line program: `entrepot <verb>`. One file per verb adds itself to the parser.
#pragma once

#include <CLI/CLI.hpp>

#include "tools/entrepot/parts/common_options.hpp"
#include "tools/runs/worlds.hpp"

namespace entrepot::tools {

// Exit codes users can rely on.
enum class Exit { ok = 0, bug = 1, usage = 2, invalid_input = 3, run_failed = 4, interrupted = 5 };

// Parses the arguments, runs the verb and turns every exception into text on stderr and an exit code.
int run_app(int argc, char** argv);

void add_backtest(CLI::App& app, CommonOptions& common);
void add_check(CLI::App& app, CommonOptions& common);
void add_compare(CLI::App& app, CommonOptions& common);
void add_completion(CLI::App& app, CommonOptions& common);
void add_decompose(CLI::App& app, CommonOptions& common);
void add_describe(CLI::App& app, CommonOptions& common);
void add_diff(CLI::App& app, CommonOptions& common);
void add_equilibrium(CLI::App& app, CommonOptions& common);
void add_export(CLI::App& app, CommonOptions& common);
void add_facts(CLI::App& app, CommonOptions& common);
void add_forecast(CLI::App& app, CommonOptions& common);
void add_graph(CLI::App& app, CommonOptions& common);
void add_hash(CLI::App& app, CommonOptions& common);
void add_linkage(CLI::App& app, CommonOptions& common);
void add_list(CLI::App& app, CommonOptions& common);
void add_new(CLI::App& app, CommonOptions& common);
void add_report(CLI::App& app, CommonOptions& common);
void add_rerun(CLI::App& app, CommonOptions& common);
void add_run(CLI::App& app, CommonOptions& common);
void add_schedule(CLI::App& app, CommonOptions& common);
void add_serve(CLI::App& app, CommonOptions& common);
void add_score(CLI::App& app, CommonOptions& common);
void add_show(CLI::App& app, CommonOptions& common);
void add_sweep(CLI::App& app, CommonOptions& common);
void add_version(CLI::App& app, CommonOptions& common);
void add_world(CLI::App& app, CommonOptions& common);

}  // namespace entrepot::tools
