#include <fmt/format.h>

#include "outputs/store/results/results_hash.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/entrepot/parts/guarded_reading.hpp"

namespace entrepot::tools {

using namespace outputs;

void add_hash(CLI::App& app, CommonOptions& common) {
  CLI::App* verb =
      app.add_subcommand("hash", "print the content hash of /results: equal hashes are equal bits");
  auto file = std::make_shared<std::string>();
  auto each = std::make_shared<bool>(false);
  verb->add_option("file", *file, "result file (.h5)")->required();
  verb->add_flag("--per-variable", *each, "one hash per dataset, to compare across versions");
  verb->callback([file, each, &common] {
    guard_reading({*file}, common.quiet);
    if (!*each) {
      fmt::print("{}\n", results_hash(*file));
      return;
    }
    for (const NamedHash& row : per_variable_hash(*file)) fmt::print("{}  {}\n", row.hash, row.name);
  });
}

}  // namespace entrepot::tools
