#include "tools/entrepot/worlds/own_file.hpp"

#include <filesystem>

namespace entrepot::tools {

std::string own_file(const std::string& world) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (fs::is_regular_file(world, error)) return world;
  for (const char* name : {"world.yaml", "Z.txt", "labels_T.txt"}) {
    const fs::path inside = fs::path(world) / name;
    if (!world.empty() && fs::is_regular_file(inside, error)) return inside.string();
  }
  return "";
}

}  // namespace entrepot::tools
