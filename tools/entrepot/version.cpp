#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tools/entrepot/app.hpp"
#include "tools/entrepot/parts/json_output.hpp"
#include "tools/runs/build_info.hpp"

namespace entrepot::tools {

void add_version(CLI::App& app, CommonOptions& common) {
  CLI::App* verb =
      app.add_subcommand("version", "print the version, the commit and how the program was built");
  gives_json(*verb, common);
  verb->callback([&common] {
    const BuildInfo info = build_info();
    if (common.json) {
      print_json(nlohmann::ordered_json{{"version", ENTREPOT_VERSION},
                                        {"commit", info.commit},
                                        {"dirty", info.dirty},
                                        {"compiler", info.compiler},
                                        {"flags", info.flags}});
      return;
    }
    fmt::print("entrepot {}\ncommit {}{}\ncompiler {}\nflags {}\n", ENTREPOT_VERSION, info.commit,
               info.dirty ? " with local changes" : "", info.compiler, info.flags);
  });
}

}  // namespace entrepot::tools
