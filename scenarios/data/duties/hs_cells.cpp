#include "scenarios/data/duties/hs_cells.hpp"

#include <algorithm>

namespace entrepot::scenarios {

namespace {

std::string without_dots(std::string_view text) {
  std::string digits(text);
  digits.erase(std::remove(digits.begin(), digits.end(), '.'), digits.end());
  return digits;
}

bool is_hs_code(const std::string& digits) {
  return digits.size() >= 2 && digits.size() <= 10 && digits.size() % 2 == 0 &&
         std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<CsvTable> load_hs_table(const std::string& file, Faults& faults,
                                      std::vector<std::string>& notes) {
  try {
    std::string bytes = read_bytes(file);
    if (bytes.rfind("\xEF\xBB\xBF", 0) == 0)
      notes.push_back("a table begins with the byte-order mark that spreadsheets write: left out");
    return CsvTable::parse(file, std::move(bytes));
  } catch (const InputError& error) {
    faults.add(error);
    return std::nullopt;
  }
}

std::string HsCells::code(std::size_t row, std::size_t column) {
  const std::string text(csv_.text(row, column));
  std::string digits = without_dots(text);
  if (is_hs_code(digits)) return digits;
  std::string fixed;
  const Habit habit = habit_of_code(text, fixed);
  if (habit != Habit::none) {
    habits_.add(habit, csv_.place(row, column), text, fixed);
  } else {
    faults_.add(csv_.place(row, column), "hs is " + in_quotes(text), "HS codes have 2, 4, 6, 8 or 10 digits",
                "");
  }
  return digits;
}

PanelOrigin HsCells::origin(std::size_t row, std::size_t column, const std::vector<std::string>& regions,
                            const std::vector<MemberCountry>& members,
                            const std::function<std::string(const std::string&)>& hint) {
  PanelOrigin found{std::string(csv_.text(row, column)), PanelOrigin::Kind::all, ""};
  if (found.name.empty() || found.name == "*" || found.name == "all") return found;
  const auto is_region = [&](const std::string& name) {
    return std::find(regions.begin(), regions.end(), name) != regions.end();
  };
  found.kind = PanelOrigin::Kind::region;
  found.code = found.name;
  if (is_region(found.name)) return found;
  const MemberCountry* country = find_country(found.name, members);
  if (country != nullptr && is_region(country->iso3)) {
    found.code = country->iso3;
  } else if (country != nullptr && is_region(country->region)) {
    found.kind = PanelOrigin::Kind::country;
    found.code = country->iso3;
  } else {
    const std::string name(csv_.header(column));
    faults_.add(csv_.place(row, column), name + " " + in_quotes(found.name) + " is not in the world",
                "an " + name + " is a region of the world, a country inside one, or all", hint(found.name));
  }
  return found;
}

bool HsCells::habit_of_number(std::size_t row, std::size_t column) {
  const std::string text(csv_.text(row, column));
  std::string fixed;
  const Habit habit = scenarios::habit_of_number(text, fixed);
  if (habit != Habit::none) habits_.add(habit, csv_.place(row, column), text, fixed);
  return habit != Habit::none;
}

}  // namespace entrepot::scenarios
