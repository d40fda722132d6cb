#include "tools/runs/worlds.hpp"

#include <filesystem>
#include <system_error>

#include "scenarios/data/load_world.hpp"
#include "scenarios/reader/load.hpp"

namespace entrepot::tools {

using namespace scenarios;

namespace {
WorldNames names_of(const WorldSpec& world) { return world_names(read_world(world)); }
}  // namespace

DataPaths data_paths() {
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  return DataPaths::find(program, ENTREPOT_SCENARIOS);
}

std::vector<MemberCountry> country_codes() {
  return read_members(data_paths().world_folder("world2017").string());
}

WorldTable read_world(const WorldSpec& world) {
  // A table brings no sector parameters: those of the embedded world serve sectors of the same name.
  const std::filesystem::path figures = data_paths().world_folder("world2017");
  return load_world({world.table.empty() ? world.folder : world.table, world.product_origins,
                     figures.empty() ? "" : (figures / "sector_parameters.csv").string(), world.plan});
}

Scenario read_scenario(const std::string& path, const std::vector<std::string>& overrides) {
  return load_scenario(path, overrides, data_paths(), names_of);
}

Scenario stored_scenario(const std::string& text, const std::string& file) {
  return load_resolved(text, file, data_paths(), names_of);
}

}  // namespace entrepot::tools
