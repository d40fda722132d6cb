// Scenario files on disk for the tests of the reader, and a world of names without figures.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/reader/load.hpp"

namespace entrepot::support {

using namespace scenarios;

// A folder that lives as long as the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  // Writes a file and returns its path.
  std::string write(const std::string& name, const std::string& text) const;

 private:
  std::filesystem::path path_;
};

// The scenarios folder of the source tree.
[[nodiscard]] DataPaths source_paths();

// Names of the committed world2017, read from its products.csv and world.csv.
[[nodiscard]] WorldNames world2017_names(const WorldSpec& spec);

// Faults of a scenario; empty when it is fine.
[[nodiscard]] std::vector<Fault> faults_of(const std::string& path,
                                           const std::vector<std::string>& overrides = {});

}  // namespace entrepot::support
