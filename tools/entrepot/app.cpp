#include "tools/entrepot/app.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <system_error>

#include "sim/core/faults.hpp"
#include "sim/core/plain_text.hpp"
#include "tools/entrepot/calibrate/calibrate.hpp"
#include "tools/entrepot/parts/json_output.hpp"
#include "tools/runs/run_job.hpp"

namespace entrepot::tools {

using namespace scenarios;

namespace {

int report(const char* kind, const std::string& text, Exit code) {
  fmt::print(stderr, "{}{}{}", kind, without_control(text), !text.empty() && text.back() == '\n' ? "" : "\n");
  return static_cast<int>(code);
}

// A file opened under the number of a closed stdout or stderr would receive what is printed.
void occupy_standard_streams() {
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream) {
    if (fcntl(stream, F_GETFD) == -1 && open("/dev/null", O_RDWR) != stream) std::abort();
  }
}

// What to say about a command line that CLI11 refuses.
std::string usage_text(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App* at = &app;
  while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
  std::vector<std::string> verbs;
  for (const CLI::App* verb : at->get_subcommands([](const CLI::App*) { return true; }))
    verbs.push_back(verb->get_name());
  const std::vector<std::string> remaining = app.remaining(true);
  if (verbs.empty() || remaining.empty() || remaining.front().front() == '-') return error.what();
  return fmt::format("there is no verb \"{}\"{}; verbs: {}", remaining.front(),
                     appended(suggest(remaining.front(), verbs)), fmt::join(verbs, ", "));
}

// What --help of a verb says about the options that all share.
void add_footers(CLI::App& app, const CommonOptions& common) {
  for (CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    verb->footer(
        common.json_verbs.count(verb) > 0
            ? "Every verb also takes --threads N and --quiet, this one --json too: see entrepot --help."
            : "Every verb also takes --threads N and --quiet: see entrepot --help.");
    add_footers(*verb, common);
  }
}

int run_verbs(CLI::App& app, int argc, char** argv) {
  try {
    app.parse(argc, argv);
    if (std::fflush(stdout) != 0) throw std::system_error(errno, std::generic_category(), "standard output");
    return static_cast<int>(Exit::ok);
  } catch (const CLI::Success& success) {
    return app.exit(success);  // --help
  } catch (const CLI::ParseError& error) {
    return report("entrepot: ", usage_text(app, error) + "\nRun with --help for more information.",
                  Exit::usage);
  } catch (const UsageError& error) {
    return report("entrepot: ", error.what(), Exit::usage);
  } catch (const InputError& error) {
    return report("",
                  fmt::format("{}{} fault{} found; nothing was run.", error.what(), error.faults().size(),
                              error.faults().size() == 1 ? "" : "s"),
                  Exit::invalid_input);
  } catch (const Interrupted& error) {
    return report("entrepot: ", error.what(), Exit::interrupted);
  } catch (const RunError& error) {
    return report("entrepot: the run failed: ", error.what(), Exit::run_failed);
  } catch (const std::bad_alloc&) {
    return report("entrepot: the run failed: ", "out of memory; lower world.firms", Exit::run_failed);
  } catch (const std::system_error& error) {
    return report("entrepot: the run failed: ", error.what(), Exit::run_failed);
  } catch (const std::exception& error) {
    return report("entrepot: this is a bug, please report it: ", error.what(), Exit::bug);
  }
}

}  // namespace

int run_app(int argc, char** argv) {
  occupy_standard_streams();
  std::signal(SIGXFSZ, SIG_IGN);  // a file that grows too large is then an error of the write, not a kill
  CLI::App app{"entrepot: who will sell to whom, by which route, and when, under tariffs and controls",
               "entrepot"};
  CommonOptions common;
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--threads", common.threads, "threads to use; 0 = all cores")->check(CLI::Range(0, 1024));
  app.add_option("--memory", common.memory,
                 "memory that a run may take, such as 16 GB; default: what the machine has");
  app.add_flag("--quiet", common.quiet, "no notes and no progress on stderr");
  app.add_flag("--json", common.json, "results as JSON on stdout; a verb that has none says so");
  app.set_version_flag("--version", "entrepot " ENTREPOT_VERSION);
  app.footer("Exit codes: 0 ok, 2 usage, 3 invalid input, 4 the run failed, 5 interrupted, 1 a bug.");
  add_new(app, common);
  add_run(app, common);
  add_equilibrium(app, common);
  add_check(app, common);
  add_describe(app, common);
  add_diff(app, common);
  add_compare(app, common);
  add_decompose(app, common);
  add_linkage(app, common);
  add_facts(app, common);
  add_backtest(app, common);
  add_forecast(app, common);
  add_score(app, common);
  add_calibrate(app, common);
  add_graph(app, common);
  add_sweep(app, common);
  add_export(app, common);
  add_world(app, common);
  add_show(app, common);
  add_report(app, common);
  add_rerun(app, common);
  add_hash(app, common);
  add_list(app, common);
  add_serve(app, common);
  add_schedule(app, common);
  add_version(app, common);
  add_completion(app, common);
  add_footers(app, common);
  app.parse_complete_callback([&] { refuse_json_elsewhere(app, common); });
  return run_verbs(app, argc, argv);
}

}  // namespace entrepot::tools
