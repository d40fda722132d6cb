// Cells of tables of HS codes and origins, and what spreadsheets do to them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/data/csv.hpp"
#include "scenarios/data/duties/panel.hpp"
#include "scenarios/data/duties/spreadsheet.hpp"
#include "scenarios/data/members.hpp"

namespace entrepot::scenarios {

// A table; nothing where it cannot be read as one (reported).
[[nodiscard]] std::optional<CsvTable> load_hs_table(const std::string& file, Faults& faults,
                                                    std::vector<std::string>& notes);

class HsCells {
 public:
  HsCells(const CsvTable& csv, Faults& faults) : csv_(csv), faults_(faults) {}
  // The digits of an HS code, its dots left out; a fault where it is none.
  std::string code(std::size_t row, std::size_t column);
  // A region, a country inside one, or all; `hint` says what is near a name that is none of them.
  PanelOrigin origin(std::size_t row, std::size_t column, const std::vector<std::string>& regions,
                     const std::vector<MemberCountry>& members,
                     const std::function<std::string(const std::string&)>& hint);
  // Whether a spreadsheet has spoiled the number; told by finish().
  bool habit_of_number(std::size_t row, std::size_t column);
  // Reports each habit of spreadsheets once.
  void finish() { habits_.report(faults_); }

 private:
  const CsvTable& csv_;
  Faults& faults_;
  Habits habits_;
};

}  // namespace entrepot::scenarios
