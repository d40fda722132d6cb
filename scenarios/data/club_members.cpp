#include "scenarios/data/club_members.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "scenarios/data/csv.hpp"

namespace entrepot {

namespace {

Club& club_of(std::vector<Club>& clubs, const std::string& name) {
  const auto known =
      std::find_if(clubs.begin(), clubs.end(), [&](const Club& club) { return club.name == name; });
  if (known != clubs.end()) return *known;
  clubs.push_back({name, {}});
  return clubs.back();
}

void check_region(const CsvTable& csv, std::size_t row, std::size_t column,
                  const std::vector<std::string>& regions, FaultList& faults) {
  const std::string region(csv.text(row, column));
  if (std::find(regions.begin(), regions.end(), region) != regions.end()) return;
  const std::string near = nearest_name(region, regions);
  faults.add(csv.place(row, column), fmt::format("unknown region '{}'", region), "",
             near.empty() ? "" : "is '" + near + "' meant?");
}

}  // namespace

std::vector<Club> club_members(const std::string& folder, const std::vector<std::string>& regions) {
  const std::string path = folder + "/clubs.csv";
  if (folder.empty() || !std::filesystem::exists(path)) return {};
  const CsvTable csv = CsvTable::load(path);
  FaultList faults;
  const auto club = csv.require_column("club", faults);
  const auto region = csv.require_column("region", faults);
  const auto until = csv.require_column("until", faults);
  faults.throw_if_any();
  std::vector<Club> clubs;
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    check_region(csv, row, *region, regions, faults);
    if (!csv.text(row, *until).empty()) continue;
    club_of(clubs, std::string(csv.text(row, *club))).members.emplace_back(csv.text(row, *region));
  }
  faults.throw_if_any();
  return clubs;
}

}  // namespace entrepot
