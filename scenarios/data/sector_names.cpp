#include "scenarios/data/sector_names.hpp"

#include <filesystem>

#include "scenarios/data/csv.hpp"

namespace entrepot::scenarios {

std::string sector_names(const std::string& world_folder, const std::vector<std::string>& sectors) {
  const std::filesystem::path file = std::filesystem::path(world_folder) / "sector_parameters.csv";
  if (world_folder.empty() || !std::filesystem::is_regular_file(file)) return "";
  const CsvTable csv = CsvTable::load(file.string());
  const auto code = csv.find_column("sector");
  const auto name = csv.find_column("name");
  std::string text;
  if (!code || !name) return text;
  for (const std::string& sector : sectors) {
    for (std::size_t row = 0; row < csv.rows(); ++row) {
      if (csv.text(row, *code) == sector && !csv.text(row, *name).empty())
        text += sector + " " + std::string(csv.text(row, *name)) + "\n";
    }
  }
  return text;
}

}  // namespace entrepot::scenarios
