#include "scenarios/data/sector_names.hpp"

#include <filesystem>

#include "scenarios/data/csv.hpp"

namespace entrepot::scenarios {

namespace {

// Adds a line for each sector that the file names and that has none yet.
void add_names(const std::filesystem::path& file, const std::vector<std::string>& sectors,
               std::vector<std::string>& names) {
  if (!std::filesystem::is_regular_file(file)) return;
  const CsvTable csv = CsvTable::load(file.string());
  const auto code = csv.find_column("sector");
  const auto name = csv.find_column("name");
  if (!code || !name) return;
  for (std::size_t k = 0; k < sectors.size(); ++k) {
    for (std::size_t row = 0; row < csv.rows(); ++row) {
      if (names[k].empty() && csv.text(row, *code) == sectors[k]) names[k] = csv.text(row, *name);
    }
  }
}

}  // namespace

std::string sector_names(const std::string& world_folder, const std::vector<std::string>& sectors) {
  if (world_folder.empty()) return "";
  std::vector<std::string> names(sectors.size());
  for (const char* file : {"sector_list.csv", "sector_parameters.csv"})
    add_names(std::filesystem::path(world_folder) / file, sectors, names);
  std::string text;
  for (std::size_t k = 0; k < sectors.size(); ++k)
    if (!names[k].empty()) text += sectors[k] + " " + names[k] + "\n";
  return text;
}

}  // namespace entrepot::scenarios
