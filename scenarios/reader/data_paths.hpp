// Where the library of scenarios and the worlds are found.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace entrepot::scenarios {

struct DataPaths {
  // Folders that hold library/, sweeps/ and worlds/, in the order they are searched.
  std::vector<std::filesystem::path> roots;
  // Files that a scenario names must lie in this folder or in a root; empty = anywhere.
  std::filesystem::path within{};

  // Next to the installed program (../share/entrepot/scenarios), then the environment variable ENTREPOT_DATA,
  // then `source_scenarios` (the source tree of a development build; may be empty).
  [[nodiscard]] static DataPaths find(const std::filesystem::path& program,
                                      const std::filesystem::path& source_scenarios);

  // The file of a library scenario, or an empty path.
  [[nodiscard]] std::filesystem::path scenario_file(const std::string& name) const;
  // The file of a library sweep (sweeps/), or an empty path.
  [[nodiscard]] std::filesystem::path sweep_file(const std::string& name) const;
  // A template of `entrepot new` (templates/), or an empty path.
  [[nodiscard]] std::filesystem::path template_file(const std::string& name) const;
  // The folder of a world, or an empty path.
  [[nodiscard]] std::filesystem::path world_folder(const std::string& name) const;
  [[nodiscard]] std::vector<std::string> scenario_names() const;
  [[nodiscard]] std::vector<std::string> sweep_names() const;
  [[nodiscard]] std::vector<std::string> template_names() const;
  [[nodiscard]] std::vector<std::string> world_names() const;
  // An existing file of that name in `folder`, else in a root; else an empty path.
  [[nodiscard]] std::filesystem::path resolve(const std::string& name,
                                              const std::filesystem::path& folder) const;
  // Whether a file that a scenario names may be read: links are followed first.
  [[nodiscard]] bool may_read(const std::filesystem::path& file) const;
  // The name of a file in a portable form: relative to the root that holds it, else absolute.
  [[nodiscard]] std::string portable(const std::filesystem::path& file) const;
};

}  // namespace entrepot::scenarios
