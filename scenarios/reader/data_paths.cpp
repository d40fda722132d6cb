#include "scenarios/reader/data_paths.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace entrepot::scenarios {

namespace fs = std::filesystem;

namespace {

void add_root(std::vector<fs::path>& roots, const fs::path& folder) {
  std::error_code error;
  if (folder.empty() || !fs::is_directory(folder, error)) return;
  if (std::find(roots.begin(), roots.end(), folder) == roots.end()) roots.push_back(folder);
}

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

// A plain name: no folder, so that a name cannot leave the library.
bool is_plain(const std::string& name) {
  return !name.empty() && name.find('/') == std::string::npos && name.find('\0') == std::string::npos &&
         name.front() != '.' && name.size() < 200;
}

// The YAML file of that name, with or without its ending, in the same folder of the roots.
fs::path yaml_in(const std::vector<fs::path>& roots, const char* folder, const std::string& name) {
  if (!is_plain(name)) return {};
  for (const fs::path& root : roots) {
    for (const std::string& file : {name + ".yaml", name}) {
      const fs::path path = root / folder / file;
      if (path.extension() == ".yaml" && is_file(path)) return path;
    }
  }
  return {};
}

std::vector<std::string> names_in(const std::vector<fs::path>& roots, const char* folder, bool folders) {
  std::set<std::string> names;
  for (const fs::path& root : roots) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(root / folder, error)) {
      if (folders ? entry.is_directory(error) : entry.path().extension() == ".yaml") {
        names.insert(entry.path().stem().string());
      }
    }
  }
  return {names.begin(), names.end()};
}

}  // namespace

DataPaths DataPaths::find(const fs::path& program, const fs::path& source_scenarios) {
  DataPaths paths;
  std::error_code error;
  const fs::path real = fs::weakly_canonical(program, error);
  if (!program.empty())
    add_root(paths.roots, real.parent_path().parent_path() / "share" / "entrepot" / "scenarios");
  if (const char* folder = std::getenv("ENTREPOT_DATA"); folder != nullptr) {
    add_root(paths.roots, folder);
    add_root(paths.roots, fs::path(folder) / "scenarios");
  }
  add_root(paths.roots, source_scenarios);
  if (const char* folder = std::getenv("ENTREPOT_WITHIN"); folder != nullptr) paths.within = folder;
  return paths;
}

fs::path DataPaths::scenario_file(const std::string& name) const { return yaml_in(roots, "library", name); }
fs::path DataPaths::sweep_file(const std::string& name) const { return yaml_in(roots, "sweeps", name); }

fs::path DataPaths::template_file(const std::string& name) const { return yaml_in(roots, "templates", name); }

fs::path DataPaths::world_folder(const std::string& name) const {
  if (!is_plain(name)) return {};
  for (const fs::path& root : roots) {
    std::error_code error;
    if (fs::is_directory(root / "worlds" / name, error)) return root / "worlds" / name;
  }
  return {};
}

std::vector<std::string> DataPaths::scenario_names() const { return names_in(roots, "library", false); }
std::vector<std::string> DataPaths::sweep_names() const { return names_in(roots, "sweeps", false); }
std::vector<std::string> DataPaths::template_names() const { return names_in(roots, "templates", false); }
std::vector<std::string> DataPaths::world_names() const { return names_in(roots, "worlds", true); }

fs::path DataPaths::resolve(const std::string& name, const fs::path& folder) const {
  if (name.empty() || name.find('\0') != std::string::npos) return {};
  if (is_file(folder / name)) return (folder / name).lexically_normal();
  if (fs::path(name).is_absolute()) return {};
  for (const fs::path& root : roots) {
    if (is_file(root / name)) return (root / name).lexically_normal();
  }
  return {};
}

bool DataPaths::may_read(const fs::path& file) const {
  if (within.empty()) return true;
  std::error_code error;
  const fs::path real = fs::weakly_canonical(file, error);
  const auto holds = [&](const fs::path& folder) {
    const fs::path inside = real.lexically_relative(fs::weakly_canonical(folder, error));
    return !inside.empty() && *inside.begin() != "..";
  };
  return holds(within) || std::any_of(roots.begin(), roots.end(), holds);
}

std::string DataPaths::portable(const fs::path& file) const {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(file, error);
  for (const fs::path& root : roots) {
    const fs::path inside = real.lexically_relative(fs::weakly_canonical(root, error));
    if (!inside.empty() && *inside.begin() != "..") return inside.generic_string();
  }
  return real.generic_string();
}

}  // namespace entrepot::scenarios
