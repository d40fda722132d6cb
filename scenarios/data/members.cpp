#include "scenarios/data/members.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "scenarios/data/csv.hpp"

namespace entrepot::scenarios {

namespace {

std::string upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

}  // namespace

const MemberCountry* find_country(const std::string& name, const std::vector<MemberCountry>& members) {
  const std::string asked = upper(name);
  const auto it = std::find_if(members.begin(), members.end(), [&](const MemberCountry& one) {
    return one.iso2 == asked || one.iso3 == asked || one.un == asked || upper(one.country) == asked;
  });
  return it == members.end() ? nullptr : &*it;
}

std::vector<MemberCountry> read_members(const std::string& folder) {
  const std::filesystem::path file = std::filesystem::path(folder) / "members.csv";
  if (folder.empty() || !std::filesystem::exists(file)) return {};
  const CsvTable csv = CsvTable::load(file.string());
  Faults faults;
  std::vector<std::optional<std::size_t>> columns;
  for (const char* name : {"region", "iso3", "iso2", "un", "country", "note"})
    columns.push_back(csv.require_column(name, faults));
  faults.throw_if_any();
  std::vector<MemberCountry> members;
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    const auto text = [&](std::size_t column) { return std::string(csv.text(row, *columns[column])); };
    members.push_back({text(0), text(1), text(2), text(3), text(4), text(5)});
  }
  return members;
}

}  // namespace entrepot::scenarios
