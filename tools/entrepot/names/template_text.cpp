#include "tools/entrepot/names/template_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <regex>
#include <sstream>

#include "sim/core/faults.hpp"
#include "tools/runs/text_file.hpp"

namespace entrepot::tools {

namespace {

const std::regex& asked_line() {
  static const std::regex pattern(
      "^([ -]*[a-z_]+: )(.*?)  # <ask ([a-z_]+) (text|regions|sectors|products|goods): (.*)>$");
  return pattern;
}

const std::regex& same_line() {
  static const std::regex pattern("^([ -]*[a-z_]+: )(.*?)  # <same ([a-z_]+)>$");
  return pattern;
}

// A policy that is left out where a value is 0.
const std::regex& optional_line() {
  static const std::regex pattern("^(  - id: .*?)  # <if ([a-z_]+)>$");
  return pattern;
}

SlotKind kind_of(const std::string& word) {
  if (word == "regions") return SlotKind::regions;
  if (word == "sectors") return SlotKind::sectors;
  if (word == "goods") return SlotKind::goods;
  return word == "products" ? SlotKind::products : SlotKind::text;
}

const char* kind_word(SlotKind kind) {
  return kind == SlotKind::regions ? "region" : kind == SlotKind::sectors ? "sector" : "product";
}

// As a YAML scalar: as it is where that is safe, else in double quotes.
std::string scalar(const std::string& text, bool always_quoted) {
  const auto plain = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '.' || c == '_'; };
  const auto inner = [&](unsigned char c) {
    return plain(c) || c == ' ' || c == '+' || c == '%' || c == '/';
  };
  const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0; };
  const bool begins = std::isalnum(at(0)) != 0 || at(0) == '+' || (at(0) == '-' && std::isdigit(at(1)) != 0);
  const bool safe =
      !always_quoted && begins && text.back() != ' ' && std::all_of(text.begin(), text.end(), inner);
  if (safe) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) quoted += c;
  }
  return quoted + "\"";
}

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" []\"");
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(" []\"") - begin + 1);
}

// What stands between the brackets of a list.
std::string trimmed_list(const std::string& value) {
  return value.front() == '[' ? value.substr(1, value.size() - 2) : value;
}

std::string code_of(const Slot& slot, const std::string& word, const std::vector<ListedName>& names,
                    const std::vector<std::string>& codes) {
  if (std::find(codes.begin(), codes.end(), word) != codes.end()) return word;
  std::vector<std::string> found;
  std::vector<std::string> told;
  for (const ListedName& name : find_names(names, kind_word(slot.kind), word)) {
    found.push_back(name.code);
    told.push_back(fmt::format("{} ({})", name.code, name.name));
  }
  // Products of one name are meant together; a word for several regions or sectors is a question.
  if (found.size() == 1 || (!found.empty() && slot.kind == SlotKind::products))
    return fmt::format("{}", fmt::join(found, ","));
  if (!found.empty())
    throw UsageError(fmt::format("{}: {} may mean {}", slot.name, in_quotes(word), fmt::join(told, ", ")));
  throw UsageError(fmt::format("{}: no {} is called {}; `entrepot describe {}s` lists them{}", slot.name,
                               kind_word(slot.kind), in_quotes(word), kind_word(slot.kind),
                               appended(suggest(word, codes))));
}

std::string described(const std::string& value) {
  if (value == "all") return "all goods";
  std::string text;
  const std::size_t key = value.find(": ");
  for (const char c : key == std::string::npos ? value : value.substr(key + 2)) {
    if (c != '[' && c != ']' && c != '"') text += c;
  }
  return text;
}

std::string fill_braces(std::string line, const std::map<std::string, std::string>& values) {
  for (const auto& [name, value] : values) {
    const std::string open = "{" + name + "}";
    for (std::size_t at = line.find(open); at != std::string::npos; at = line.find(open, at))
      line.replace(at, open.size(), described(value));
  }
  return line;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace

std::vector<Slot> template_slots(const std::string& text) {
  std::vector<Slot> slots;
  std::smatch parts;
  for (const std::string& line : lines_of(text)) {
    if (std::regex_match(line, parts, asked_line())) {
      slots.push_back({parts[3], kind_of(parts[4]), parts[5], parts[2]});
    } else if (std::regex_match(line, parts, same_line()) || std::regex_match(line, optional_line())) {
      continue;
    } else {
      ENTREPOT_VALIDATE(line.find("# <") == std::string::npos, "no slot of a template: " + line);
    }
  }
  return slots;
}

std::string slot_value(const Slot& slot, const std::string& answer, const std::vector<ListedName>& names,
                       const std::vector<std::string>& codes) {
  if (slot.kind == SlotKind::text) return scalar(answer, slot.name == "name");
  std::vector<std::string> words;
  for (const std::string& word : split_commas(answer)) {
    if (trimmed(word).empty()) continue;
    for (const std::string& code : split_commas(code_of(slot, trimmed(word), names, codes))) {
      const std::string value = scalar(code, slot.kind == SlotKind::products);
      if (std::find(words.begin(), words.end(), value) == words.end()) words.push_back(value);
    }
  }
  if (words.empty()) throw UsageError(fmt::format("{}: no {} is named", slot.name, kind_word(slot.kind)));
  return words.size() == 1 && slot.kind != SlotKind::products ? words[0]
                                                              : fmt::format("[{}]", fmt::join(words, ", "));
}

std::string goods_value(const Slot& slot, const std::string& answer, const std::vector<ListedName>& names,
                        const std::vector<std::string>& products, const std::vector<std::string>& sectors) {
  if (trimmed(answer) == "all") return "all";
  std::string kind;
  std::vector<std::string> values;
  for (const std::string& word : split_commas(answer)) {
    const std::string code = trimmed(word);
    if (code.empty()) continue;
    const bool is_sector =
        std::find(sectors.begin(), sectors.end(), code) != sectors.end() ||
        (std::find(products.begin(), products.end(), code) == products.end() &&
         find_names(names, "product", code).empty() && !find_names(names, "sector", code).empty());
    const std::string of_word = is_sector ? "sector" : "product";
    if (!kind.empty() && kind != of_word)
      throw UsageError(fmt::format("{}: {} is a {}, the words before it are {}s; name one kind", slot.name,
                                   in_quotes(code), of_word, kind));
    kind = of_word;
    const Slot one{slot.name, is_sector ? SlotKind::sectors : SlotKind::products, slot.question, slot.value};
    values.push_back(trimmed_list(slot_value(one, code, names, is_sector ? sectors : products)));
  }
  if (values.empty())
    throw UsageError(fmt::format("{}: no goods are named; all stands for all of them", slot.name));
  return fmt::format("{}: [{}]", kind, fmt::join(values, ", "));
}

namespace {

// "0", "0.0" or "0 %".
bool is_zero(const std::string& value) { return value.find_first_not_of("0.% ") == std::string::npos; }

std::string without_idle(std::string line, const std::map<std::string, std::string>& values) {
  static const std::regex part("<if ([a-z_]+) ([^>]*)>");
  std::smatch found;
  while (std::regex_search(line, found, part)) {
    const std::string kept = is_zero(values.at(found[1])) ? "" : found[2].str();
    line = found.prefix().str() + kept + found.suffix().str();
  }
  return line;
}

// The line that chooses goods: with its own key, or none for all goods.
std::string goods_line(const std::string& key, const std::string& value) {
  return value == "all" ? "" : key.substr(0, key.find_first_not_of(' ')) + value + "\n";
}

}  // namespace

std::string fill_template(const std::string& text, const std::map<std::string, std::string>& values) {
  std::map<std::string, std::string> all;
  std::map<std::string, SlotKind> kinds;
  for (const Slot& slot : template_slots(text)) {
    all[slot.name] = slot.value;
    kinds[slot.name] = slot.kind;
  }
  for (const auto& [name, value] : values) all[name] = value;
  std::string filled;
  std::smatch parts;
  bool leaves_out = false;
  for (const std::string& line : lines_of(text)) {
    if (line.rfind("  - id: ", 0) == 0) leaves_out = false;
    if (std::regex_match(line, parts, optional_line())) {
      leaves_out = is_zero(all.at(parts[2]));
      if (!leaves_out) filled += parts[1].str() + "\n";
    } else if (leaves_out) {
      continue;
    } else if (std::regex_match(line, parts, asked_line()) || std::regex_match(line, parts, same_line())) {
      const std::string& value = all.at(parts[3]);
      filled +=
          kinds.at(parts[3]) == SlotKind::goods ? goods_line(parts[1], value) : parts[1].str() + value + "\n";
    } else if (line.rfind("description: ", 0) == 0) {
      filled += "description: " + scalar(fill_braces(without_idle(line.substr(13), all), all), true) + "\n";
    } else {
      filled += line + "\n";
    }
  }
  return filled;
}

}  // namespace entrepot::tools
