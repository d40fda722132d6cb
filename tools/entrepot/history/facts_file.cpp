#include "tools/entrepot/history/facts_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <limits>

#include "outputs/compare/compare.hpp"
#include "scenarios/data/csv.hpp"
#include "scenarios/reader/yaml/yaml.hpp"
#include "tools/runs/worlds.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace {

using TextOf = std::function<std::string(const std::string& key)>;

const std::vector<std::string> known_keys = {"id",   "role",   "theme",  "statement", "value", "low",  "high",
                                             "unit", "source", "metric", "where",     "time",  "base", "as"};

double number_of(const std::string& text, const std::string& key, const Place& place, Faults& faults) {
  if (text.empty()) return std::numeric_limits<double>::quiet_NaN();
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (*end == '\0') return value;
  faults.add(place, fmt::format("{} is no number: {}", key, in_quotes(text)), "",
             "leave it empty where there is none");
  return std::numeric_limits<double>::quiet_NaN();
}

void check_choice(const std::string& value, const std::vector<std::string>& choices, const std::string& key,
                  const Place& place, Faults& faults) {
  if (std::find(choices.begin(), choices.end(), value) == choices.end())
    faults.add(place, fmt::format("{} is no {}", in_quotes(value), key), "", suggest(value, choices, key));
}

void check_measure(const Fact& fact, const Place& place, Faults& faults) {
  const FactMeasure& measure = fact.measure;
  if (measure.metric.empty()) return;
  check_choice(measure.as, {"level", "change", "percent", "points"}, "way to measure (as)", place, faults);
  if (measure.time.empty()) faults.add(place, "a measure without a time", "", "write a period such as 2022");
  if (measure.as != "level" && measure.base.empty())
    faults.add(place, "a change without a base", "", "write a period such as 2017, or baseline");
  try {
    for (const AxisFilter& filter : parse_filters(measure.where)) {
      if (filter.label.empty()) faults.add(place, fmt::format("no label after '{}=' (where)", filter.axis));
    }
  } catch (const UsageError& error) {
    faults.add(place, error.what());
  }
}

Fact make_fact(const TextOf& text, const Place& place, Faults& faults) {
  Fact fact{text("id"), text("role"), text("theme"), text("statement"), text("unit"), text("source"), 0, 0, 0,
            {}};
  fact.value = number_of(text("value"), "value", place, faults);
  fact.low = number_of(text("low"), "low", place, faults);
  fact.high = number_of(text("high"), "high", place, faults);
  fact.measure = {text("metric"), text("where"), text("time"), text("base"), text("as")};
  if (fact.id.empty()) faults.add(place, "a fact without id", "", "");
  check_choice(fact.role, {"input", "calibrate", "shown", "check"}, "role", place, faults);
  check_measure(fact, place, faults);
  return fact;
}

std::vector<Fact> facts_of_csv(const std::string& path, Faults& faults) {
  const CsvTable table = CsvTable::load(path);
  for (std::size_t c = 0; c < table.columns(); ++c)
    check_choice(std::string(table.header(c)), known_keys, "column", table.header_place(c), faults);
  std::vector<Fact> facts;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const TextOf text = [&](const std::string& key) {
      const auto column = table.find_column(key);
      return column ? std::string(table.text(row, *column)) : std::string();
    };
    facts.push_back(make_fact(text, table.place(row, 0), faults));
  }
  return facts;
}

std::vector<Fact> facts_of_yaml(const std::string& path, Faults& faults) {
  const std::string bytes = read_bytes(path);
  const auto source = make_source(path, std::filesystem::path(path).parent_path(), bytes);
  Node root;
  if (!check_bytes(*source, bytes, faults, {}) || !parse_yaml(source, bytes, root, faults)) return {};
  const Node* list = root.kind == Node::Kind::map ? root.find("facts") : nullptr;
  if (list == nullptr || list->kind != Node::Kind::sequence) {
    faults.add(root.place(), "no list of facts", "a facts file holds a list under the key `facts`", "");
    return {};
  }
  std::vector<Fact> facts;
  for (const Node& item : list->items) {
    for (const Node& key : item.keys) check_choice(key.text, known_keys, "key", key.place(), faults);
    const TextOf text = [&](const std::string& key) {
      const Node* node = item.kind == Node::Kind::map ? item.find(key) : nullptr;
      return node != nullptr ? node->text : std::string();
    };
    facts.push_back(make_fact(text, item.place(), faults));
  }
  return facts;
}

}  // namespace

std::string facts_path(const std::string& name) {
  if (std::filesystem::exists(name)) return name;
  for (const std::filesystem::path& root : data_paths().roots) {
    const std::filesystem::path file = root / "facts" / (name + ".csv");
    if (std::filesystem::exists(file)) return file.string();
  }
  throw InputError(
      Fault{Place{name, 0, 0, ""}, "no such facts file", "it is neither a file nor in the library", ""});
}

std::vector<Fact> read_facts(const std::string& name) {
  const std::string path = facts_path(name);
  const std::string extension = std::filesystem::path(path).extension().string();
  Faults faults;
  std::vector<Fact> facts =
      extension == ".yaml" || extension == ".yml" ? facts_of_yaml(path, faults) : facts_of_csv(path, faults);
  if (facts.empty() && faults.count() == 0)
    faults.add(Place{path, 0, 0, ""}, "no facts in this file", "", "");
  faults.throw_if_any();
  return facts;
}

}  // namespace entrepot::tools
