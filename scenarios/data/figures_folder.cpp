#include <algorithm>
#include <filesystem>

#include "scenarios/data/figures.hpp"
#include "sim/core/sha256.hpp"

namespace entrepot::scenarios {

bool WorldFolder::has(const std::string& file) const { return std::filesystem::is_regular_file(path(file)); }

CsvTable WorldFolder::load(const std::string& file) { return CsvTable::load(path(file)); }

std::string WorldFolder::hash() const {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    if (entry.is_regular_file() && entry.path().extension() == ".csv") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  Sha256 hash;
  for (const auto& file : files) {
    const std::string name = file.filename().string();
    const std::string bytes = read_bytes(file.string());
    hash.add(name);
    hash.add_number(bytes.size());  // so that names and contents stay apart
    hash.add(bytes);
  }
  return hash.finish();
}

}  // namespace entrepot::scenarios
