// A key is declared once. From a descriptor come the YAML parser, the error messages, `entrepot describe`,
// the JSON Schema and the reference page. Descriptors receive typed Values, never a YAML node.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "sim/core/calendar.hpp"
#include "sim/core/error.hpp"

namespace entrepot {

enum class KeyType {
  number,        // plain number, range [lower, upper]
  integer,       // whole number
  boolean,       // true | false
  text,          // any string
  choice,        // one of `choices`
  date,          // YYYY-MM-DD or YYYY-MM
  rate,          // "25 %" replaces, "+25 pp" adds
  duration,      // "18 months", "2 years": stored in months
  regions,       // one name or a list of names of regions or clubs
  sectors,       // one name or a list of sector names
  products,      // one code or a list of product codes (text), a bare HS code means all its splits
  list_tags,     // one tag or a list of list tags of products
  schedule,      // {file: f.csv, values: levels | increments}
  file,          // path of a file, relative to the file that names it
  region_dates,  // {JPN: 2023-07-23, ...}: a day per region
  block,         // keys of their own, under a descriptor of the same name
};

struct KeySpec {
  std::string name;
  KeyType type = KeyType::number;
  std::string unit;          // "" where none
  std::string default_text;  // "" with required = false: absent unless given
  bool required = false;
  double lower = -1e300;
  double upper = 1e300;
  std::vector<std::string> choices;  // of a choice
  std::string help;                  // one sentence, with the source of a default
};

// A duty given in YAML: `25 %` sets the level, `+25 pp` is added to what is in force. Value as a fraction.
struct Rate {
  double value = 0.0;
  bool adds = false;
  bool operator==(const Rate&) const = default;
};

// A dated table of duties (fractions). Rows are products or origins by name, columns are dates.
struct ScheduleTable {
  std::string file;
  bool increments = false;  // columns are increments to be summed; else levels in force from the date
  std::string row_kind;     // "product", "origin" or "destination"
  std::vector<std::string> rows;
  std::vector<Date> dates;     // ascending
  std::vector<double> values;  // [date][row], fraction
  bool operator==(const ScheduleTable&) const = default;
};

using Names = std::vector<std::string>;
using RegionDates = std::map<std::string, Date>;
using Value =
    std::variant<double, std::int64_t, bool, std::string, Date, Rate, Names, ScheduleTable, RegionDates>;

// Typed values of one block of YAML after validation; defaults are filled in.
class Values {
 public:
  void set(const std::string& key, Value value) { values_[key] = std::move(value); }
  [[nodiscard]] bool has(const std::string& key) const { return values_.count(key) != 0; }
  [[nodiscard]] const Value& at(const std::string& key) const {
    const auto it = values_.find(key);
    ENTREPOT_VALIDATE(it != values_.end(), "no value for key " + key);
    return it->second;
  }
  template <class T>
  [[nodiscard]] const T& get(const std::string& key) const {
    const T* value = std::get_if<T>(&at(key));
    ENTREPOT_VALIDATE(value != nullptr, "wrong type for key " + key);
    return *value;
  }
  // Whether a key has the same value here and there, or none in both.
  [[nodiscard]] bool same(const Values& other, const std::string& key) const {
    const auto here = values_.find(key);
    const auto there = other.values_.find(key);
    if (here == values_.end() || there == other.values_.end())
      return here == values_.end() && there == other.values_.end();
    return here->second == there->second;
  }
  [[nodiscard]] double number(const std::string& key) const { return get<double>(key); }
  [[nodiscard]] Names names(const std::string& key) const { return has(key) ? get<Names>(key) : Names{}; }
  [[nodiscard]] std::string text_or(const std::string& key, const std::string& other) const {
    return has(key) ? get<std::string>(key) : other;
  }
  [[nodiscard]] const std::map<std::string, Value>& all() const { return values_; }

 private:
  std::map<std::string, Value> values_;
};

// A fault between keys: the reader knows where the key stands.
struct KeyFault {
  std::string key;
  std::string what;
  std::string why;
  std::string suggestion;
};

struct Descriptor {
  std::string name;
  std::string summary;
  std::vector<KeySpec> keys;
  // Rules between keys. `given`: the keys the user wrote; a key that is given but faulty has no value.
  std::vector<KeyFault> (*check)(const Values& values, const std::set<std::string>& given) = nullptr;
  // Fills in defaults that follow from other keys.
  void (*complete)(Values& values) = nullptr;
};

}  // namespace entrepot
