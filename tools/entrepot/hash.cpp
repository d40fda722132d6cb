#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "outputs/store/results/results_hash.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/entrepot/parts/guarded_reading.hpp"
#include "tools/entrepot/parts/json_output.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

void print_hashes(const std::string& file, bool each, bool as_json) {
  const std::vector<NamedHash> rows =
      each ? per_variable_hash(file) : std::vector<NamedHash>{{"/results", results_hash(file)}};
  nlohmann::ordered_json json;
  for (const NamedHash& row : rows) {
    json[row.name] = row.hash;
    if (!as_json) fmt::print("{}{}\n", row.hash, each ? "  " + row.name : "");
  }
  if (as_json) print_json(json);
}

}  // namespace

void add_hash(CLI::App& app, CommonOptions& common) {
  CLI::App* verb =
      app.add_subcommand("hash", "print the content hash of /results: equal hashes are equal bits");
  auto file = std::make_shared<std::string>();
  auto each = std::make_shared<bool>(false);
  verb->add_option("file", *file, "result file (.h5)")->required();
  verb->add_flag("--per-variable", *each, "one hash per dataset, to compare across versions");
  gives_json(*verb, common);
  verb->callback([file, each, &common] {
    guard_reading({*file}, common.quiet);
    print_hashes(*file, *each, common.json);
  });
}

}  // namespace entrepot::tools
