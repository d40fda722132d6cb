#include "scenarios/data/load_world.hpp"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "scenarios/data/world_figures.hpp"
#include "scenarios/data/world_table.hpp"
#include "sim/core/error.hpp"

namespace entrepot {

namespace {

std::vector<std::string> world_folders(const std::string& worlds_folder) {
  std::vector<std::string> names;
  if (!std::filesystem::is_directory(worlds_folder)) return names;
  for (const auto& entry : std::filesystem::directory_iterator(worlds_folder)) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

// A table without parameters of its own takes those of the worlds at hand whose sectors have the same names.
std::string parameters_at_hand(const std::string& worlds_folder) {
  for (const std::string& name : world_folders(worlds_folder)) {
    const std::string file = worlds_folder + "/" + name + "/sector_parameters.csv";
    if (std::filesystem::is_regular_file(file)) return file;
  }
  return "";
}

}  // namespace

WorldTable load_world(const std::string& name_or_path, const std::string& worlds_folder) {
  const std::vector<std::string> known = world_folders(worlds_folder);
  if (std::find(known.begin(), known.end(), name_or_path) != known.end()) {
    return load_world_figures(worlds_folder + "/" + name_or_path);
  }
  if (std::filesystem::is_directory(name_or_path)) return load_world_figures(name_or_path);
  if (std::filesystem::is_regular_file(name_or_path)) {
    return load_world_table(name_or_path, parameters_at_hand(worlds_folder));
  }
  const std::string near = nearest_name(name_or_path, known);
  throw InputError(Fault{{},
                         "unknown world '" + name_or_path + "'",
                         "neither a world of this installation nor a folder or table file",
                         near.empty() ? "" : "is '" + near + "' meant?"});
}

}  // namespace entrepot
