// Clubs: agreements and blocs with the days on which regions belong to them.
#include <algorithm>
#include <tuple>

#include "scenarios/data/figures.hpp"

namespace entrepot::scenarios {

namespace {

// The date of a cell; `other` where it is empty, a fault where it is no date.
Date date_of(const CsvTable& csv, std::size_t row, std::size_t column, Date other, Faults& faults) {
  const std::string text(csv.text(row, column));
  Date date = other;
  if (!text.empty() && !parse_date(text, date)) {
    faults.add(csv.place(row, column), "'" + text + "' is no date", "memberships have dates",
               "write YYYY-MM or YYYY-MM-DD, or nothing");
  }
  return date;
}

// A name that stands for one region cannot stand for many.
void check_name(const CsvTable& csv, std::size_t row, std::size_t column, const WorldTable& table,
                Faults& faults) {
  const std::string name(csv.text(row, column));
  if (name.empty()) faults.add(csv.place(row, column), "empty club", "a name is expected");
  if (std::find(table.regions.begin(), table.regions.end(), name) != table.regions.end()) {
    faults.add(csv.place(row, column), "club '" + name + "' has the name of a region",
               "both may stand where regions are named");
  }
}

}  // namespace

void read_clubs(WorldFolder& folder, WorldTable& table, Faults& faults) {
  if (!folder.has("clubs.csv")) return;
  const CsvTable csv = folder.load("clubs.csv");
  Labels regions("region");
  for (const std::string& name : table.regions) regions.add(name);
  const auto club = csv.require_column("club", faults);
  const auto region = csv.require_column("region", faults);
  const auto from = csv.require_column("from", faults);
  const auto until = csv.require_column("until", faults);
  for (std::size_t row = 0; row < csv.rows() && club && region && from && until; ++row) {
    check_name(csv, row, *club, table, faults);
    const auto member = regions.resolve(csv, row, *region, faults);
    const Date first = date_of(csv, row, *from, Date::min(), faults);
    const Date last = date_of(csv, row, *until, Date::max(), faults);
    if (last <= first)
      faults.add(csv.place(row, *until), "until is not after from", "a membership has at least one day");
    if (member) table.clubs.push_back({std::string(csv.text(row, *club)), *member, first, last});
  }
  // The order of rows has no say.
  std::sort(table.clubs.begin(), table.clubs.end(), [](const ClubMember& a, const ClubMember& b) {
    return std::tie(a.club, a.region, a.from, a.until) < std::tie(b.club, b.region, b.from, b.until);
  });
}

}  // namespace entrepot::scenarios
