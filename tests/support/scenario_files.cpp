#include "tests/support/scenario_files.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <sstream>

#include "scenarios/reader/load.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::support {

using namespace scenarios;

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder() {
  static std::atomic<int> count{0};
  path_ = fs::temp_directory_path() /
          ("entrepot-test-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
  fs::create_directories(path_);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code error;
  fs::remove_all(path_, error);
}

std::string TemporaryFolder::write(const std::string& name, const std::string& text) const {
  const fs::path file = path_ / name;
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
  return file.string();
}

DataPaths source_paths() {
  DataPaths paths;
  paths.roots.emplace_back(test::source_dir() + "/scenarios");
  return paths;
}

namespace {

WorldNames read_names() {
  WorldNames names;
  names.regions = {"USA", "CHN", "MEX", "CAN", "VNM", "ASE", "JPN", "KOR",
                   "TWN", "IND", "EUK", "LAC", "AFR", "MEA", "ROW"};
  names.knows_distance = names.knows_political_distance = true;
  names.sectors = {"SRV"};
  std::ifstream stream(test::source_dir() + "/scenarios/worlds/world2017/products.csv");
  std::string line;
  std::getline(stream, line);
  while (std::getline(stream, line)) {
    std::istringstream fields(line);
    std::string code, hs, list, sector;
    std::getline(fields, code, ',');
    std::getline(fields, hs, ',');
    std::getline(fields, list, ',');
    std::getline(fields, sector, ',');
    names.products.push_back(code);
    names.product_hs.push_back(hs);
    names.product_list.push_back(list);
    names.product_sector.push_back(sector);
    if (std::find(names.sectors.begin(), names.sectors.end(), sector) == names.sectors.end()) {
      names.sectors.push_back(sector);
    }
  }
  names.sector_is_goods.assign(names.sectors.size(), true);
  names.sector_is_goods[0] = false;
  return names;
}

}  // namespace

WorldNames world2017_names(const WorldSpec& /*spec*/) {
  static const WorldNames names = read_names();
  return names;
}

std::vector<Fault> faults_of(const std::string& path, const std::vector<std::string>& overrides) {
  try {
    static_cast<void>(load_scenario(path, overrides, source_paths(), world2017_names));
  } catch (const InputError& error) {
    return error.faults();
  }
  return {};
}

}  // namespace entrepot::support
