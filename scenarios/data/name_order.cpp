#include "scenarios/data/name_order.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>

namespace entrepot::scenarios {

namespace {

bool digit_at(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

// A run of digits from `at`, leading zeros aside.
std::string_view digits_from(const std::string& text, std::size_t& at) {
  const std::size_t begin = at;
  while (at < text.size() && digit_at(text[at])) ++at;
  std::string_view run = std::string_view(text).substr(begin, at - begin);
  while (run.size() > 1 && run.front() == '0') run.remove_prefix(1);
  return run;
}

// -1, 0, 1 as the numbers compare.
int compare_digits(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return a.compare(b) < 0 ? -1 : (a == b ? 0 : 1);
}

}  // namespace

bool natural_less(const std::string& a, const std::string& b) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    if (digit_at(a[i]) && digit_at(b[j])) {
      const int order = compare_digits(digits_from(a, i), digits_from(b, j));
      if (order != 0) return order < 0;
      continue;
    }
    const int x = std::tolower(static_cast<unsigned char>(a[i++]));
    const int y = std::tolower(static_cast<unsigned char>(b[j++]));
    if (x != y) return x < y;
  }
  const bool a_ends = i == a.size();
  const bool b_ends = j == b.size();
  if (a_ends != b_ends) return a_ends;
  return a < b;  // alike but for case and zeros
}

NameOrder::NameOrder(const std::string& folder, const std::string& axis, Faults& faults) : axis_(axis) {
  const std::string file = (std::filesystem::path(folder) / "axes.csv").string();
  if (folder.empty() || !std::filesystem::is_regular_file(file)) return;
  const CsvTable csv = CsvTable::load(file);
  const auto axis_column = csv.require_column("axis", faults);
  const auto name = csv.require_column("name", faults);
  const auto position = csv.require_column("position", faults);
  if (!axis_column || !name || !position) return;
  std::map<double, std::string> taken;
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    const std::string of(csv.text(row, *axis_column));
    if (of != "region" && of != "sector")
      faults.add(csv.place(row, *axis_column), fmt::format("'{}' is no axis", of),
                 "axes are region and sector");
    if (of != axis) continue;
    const std::string here(csv.text(row, *name));
    const double at = read_number(csv, row, *position, {0.0, 1e9, "a position is a number from 0"}, faults);
    if (!placed_.emplace(here, Placed{at, csv.place(row, *name)}).second)
      faults.add(csv.place(row, *name), fmt::format("{} '{}' is placed twice", axis, here));
    const auto [first, fresh] = taken.emplace(at, here);
    if (!fresh)
      faults.add(csv.place(row, *position),
                 fmt::format("'{}' and '{}' have the same position", first->second, here));
  }
}

std::vector<std::string> NameOrder::sorted(std::vector<std::string> names) const {
  std::sort(names.begin(), names.end(), [&](const std::string& a, const std::string& b) {
    const auto x = placed_.find(a);
    const auto y = placed_.find(b);
    if (x != placed_.end() && y != placed_.end()) return x->second.position < y->second.position;
    if ((x != placed_.end()) != (y != placed_.end())) return x != placed_.end();
    return natural_less(a, b);
  });
  return names;
}

void NameOrder::check_names(const std::vector<std::string>& names, Faults& faults) const {
  for (const auto& [name, placed] : placed_) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    faults.add(placed.place, fmt::format("the world has no {} '{}'", axis_, name), "",
               suggest(name, names, Asks::meant));
  }
}

}  // namespace entrepot::scenarios
