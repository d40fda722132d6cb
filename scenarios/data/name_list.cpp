#include "scenarios/data/name_list.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "scenarios/data/csv.hpp"

namespace entrepot::scenarios {

namespace {

std::string case_folded(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

std::vector<std::string> split_semicolons(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(';', at), text.size());
    const std::size_t begin = text.find_first_not_of(' ', at);
    if (begin < end) words.push_back(text.substr(begin, end - begin));
    at = end + 1;
  }
  return words;
}

std::vector<std::string> all_words(const ListedName& name) {
  std::vector<std::string> words = name.also;
  words.insert(words.end(), {name.code, name.name, name.chinese});
  return words;
}

}  // namespace

std::vector<ListedName> read_name_list(const std::string& folder) {
  const std::filesystem::path path = std::filesystem::path(folder) / "names.csv";
  std::error_code error;
  if (folder.empty() || !std::filesystem::exists(path, error)) return {};
  const CsvTable csv = CsvTable::load(path.string());
  Faults faults;
  std::vector<std::size_t> columns;
  for (const char* name : {"kind", "code", "name", "chinese", "also"})
    columns.push_back(csv.require_column(name, faults).value_or(0));
  faults.throw_if_any();
  std::vector<ListedName> names;
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    const auto cell = [&](std::size_t i) { return std::string(csv.text(row, columns[i])); };
    names.push_back({cell(0), cell(1), cell(2), cell(3), split_semicolons(cell(4))});
  }
  return names;
}

std::vector<ListedName> find_names(const std::vector<ListedName>& names, const std::string& kind,
                                   const std::string& text) {
  const std::string wanted = case_folded(text);
  std::vector<ListedName> whole;
  std::vector<ListedName> part;
  for (const ListedName& name : names) {
    if (name.kind != kind) continue;
    const std::vector<std::string> words = all_words(name);
    const auto any = [&](auto&& holds) {
      return std::any_of(words.begin(), words.end(),
                         [&](const std::string& word) { return holds(case_folded(word)); });
    };
    if (any([&](const std::string& word) { return word == wanted; })) {
      whole.push_back(name);
    } else if (any([&](const std::string& word) { return word.find(wanted) != std::string::npos; })) {
      part.push_back(name);
    }
  }
  return whole.empty() ? part : whole;
}

}  // namespace entrepot::scenarios
