#include "tools/entrepot/app.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "scenarios/data/world_figures.hpp"
#include "scenarios/data/world_table.hpp"
#include "sim/core/error.hpp"
#include "tools/entrepot/run_job.hpp"

namespace entrepot {

DataPaths data_paths() {
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  return DataPaths::find(program, ENTREPOT_SCENARIOS);
}

WorldTable read_world(const WorldSpec& world) {
  if (!world.table.empty()) return load_world_table(world.table);
  return load_world_figures(world.folder);
}

Scenario read_scenario(const std::string& path, const std::vector<std::string>& overrides) {
  return load_scenario(path, overrides, data_paths(),
                       [](const WorldSpec& world) { return world_names(read_world(world)); });
}

namespace {

int report(const char* kind, const std::string& text, Exit code) {
  fmt::print(stderr, "{}{}{}", kind, text, !text.empty() && text.back() == '\n' ? "" : "\n");
  return static_cast<int>(code);
}

int run_verbs(CLI::App& app, int argc, char** argv) {
  try {
    app.parse(argc, argv);
    return static_cast<int>(Exit::ok);
  } catch (const CLI::Success& success) {
    return app.exit(success);  // --help
  } catch (const CLI::ParseError& error) {
    app.exit(error);
    return static_cast<int>(Exit::usage);
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
  } catch (const std::exception& error) {
    return report("entrepot: this is a bug, please report it: ", error.what(), Exit::bug);
  }
}

}  // namespace

int run_app(int argc, char** argv) {
  CLI::App app{"entrepot: who will sell to whom, by which route, and when, under tariffs and controls",
               "entrepot"};
  CommonOptions common;
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--threads", common.threads, "threads to use; 0 = all cores")->check(CLI::Range(0, 1024));
  app.add_flag("--quiet", common.quiet, "no progress on stderr");
  app.add_flag("--json", common.json, "machine-readable results on stdout where the verb has any");
  add_run(app, common);
  add_check(app, common);
  add_describe(app, common);
  add_compare(app, common);
  add_world(app, common);
  add_hash(app, common);
  add_version(app, common);
  return run_verbs(app, argc, argv);
}

}  // namespace entrepot
