// Reading one value of each key type.
// g++ 12 takes the members of an empty optional<Value> for uninitialised (a false alarm of its optimiser;
// Value is a variant, and the optional says that it holds none).
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "models/policies/parts/common_keys.hpp"
#include "scenarios/reader/keys.hpp"
#include "scenarios/reader/named_values.hpp"
#include "scenarios/reader/schedule.hpp"
#include "scenarios/reader/yaml/units.hpp"

namespace entrepot::scenarios {

namespace {

void bad_text(const Node& node, const KeySpec& key, const TextProblem& problem, Faults& faults) {
  faults.add(node.place(), fmt::format("{} is {}", key.name, in_quotes(node.text)), problem.problem,
             problem.suggestion);
}

std::string bound_text(double bound, const KeySpec& key) {
  if (key.type == KeyType::rate) return number_text(bound * 100.0) + " %";
  if (key.type == KeyType::integer) return fmt::format("{:.0f}", bound);
  return number_text(bound) + (key.unit.empty() ? "" : " " + key.unit);
}

bool in_range(double value, const Node& node, const KeySpec& key, Faults& faults) {
  if (value >= key.lower && value <= key.upper) return true;
  faults.add(node.place(), fmt::format("{} is {}", key.name, in_quotes(node.text)),
             fmt::format("allowed: {} to {}", bound_text(key.lower, key), bound_text(key.upper, key)), "");
  return false;
}

// A percentage for a plain number: the fraction if the key allows it, the factor if it allows that.
std::string from_percent(double percent, const KeySpec& key) {
  const double fraction = percent / 100.0;
  if (fraction >= key.lower && fraction <= key.upper) return fmt::format("write {:.12g}", fraction);
  if (1.0 + fraction >= key.lower && 1.0 + fraction <= key.upper)
    return fmt::format("it is a factor: write {:.12g} for a change of {:.12g} %", 1.0 + fraction, percent);
  return "";
}

std::optional<Value> read_number(const Node& node, const KeySpec& key, Faults& faults) {
  double value = 0.0;
  TextProblem problem =
      key.unit.empty() ? read_decimal(node.text, value) : read_with_unit(node.text, key.unit, value);
  const bool percent = key.unit.empty() && !node.text.empty() && node.text.back() == '%';
  if (problem.bad() && percent) problem.suggestion = from_percent(value, key);
  if (problem.bad()) return bad_text(node, key, problem, faults), std::nullopt;
  return in_range(value, node, key, faults) ? std::optional<Value>(value) : std::nullopt;
}

std::optional<Value> read_integer(const Node& node, const KeySpec& key, Faults& faults) {
  std::int64_t value = 0;
  const TextProblem problem = read_whole(node.text, value);
  if (problem.bad()) return bad_text(node, key, problem, faults), std::nullopt;
  return in_range(static_cast<double>(value), node, key, faults) ? std::optional<Value>(value) : std::nullopt;
}

std::optional<Value> read_boolean(const Node& node, const KeySpec& key, Faults& faults) {
  if (!node.quoted && (node.text == "true" || node.text == "false")) return Value(node.text == "true");
  bad_text(node, key, {"true or false is expected", "write true or false"}, faults);
  return std::nullopt;
}

std::optional<Value> read_choice(const Node& node, const KeySpec& key, Faults& faults) {
  const auto& all = key.choices;
  if (std::find(all.begin(), all.end(), node.text) != all.end()) return Value(node.text);
  bad_text(node, key, {"not one of its choices", suggest(node.text, all, "choices")}, faults);
  return std::nullopt;
}

bool read_day(const Node& node, const KeySpec& key, Faults& faults, Date& date) {
  if (parse_date(node.text, date)) {
    const int year = Month(date).year();
    if (year >= 1900 && year <= 2200) return true;
    bad_text(node, key, {"allowed: years 1900 to 2200", ""}, faults);
    return false;
  }
  bad_text(node, key, {"no date of the calendar", "write YYYY-MM-DD or YYYY-MM"}, faults);
  return false;
}

std::optional<Value> read_date(const Node& node, const KeySpec& key, Faults& faults) {
  Date date;
  if (!read_day(node, key, faults, date)) return std::nullopt;
  return Value(date);
}

std::optional<Value> read_rate_key(const Node& node, const KeySpec& key, Faults& faults) {
  Rate rate;
  const TextProblem problem = read_rate(node.text, rate);
  if (problem.bad()) return bad_text(node, key, problem, faults), std::nullopt;
  return in_range(rate.value, node, key, faults) ? std::optional<Value>(rate) : std::nullopt;
}

std::optional<Value> read_duration_key(const Node& node, const KeySpec& key, Faults& faults) {
  std::int64_t months = 0;
  const TextProblem problem = read_duration(node.text, months);
  if (problem.bad()) return bad_text(node, key, problem, faults), std::nullopt;
  return in_range(static_cast<double>(months), node, key, faults) ? std::optional<Value>(months)
                                                                  : std::nullopt;
}

std::optional<Value> read_file(const Node& node, const KeySpec& key, ReadContext& context) {
  const std::filesystem::path folder = node.source ? node.source->directory : std::filesystem::path();
  const std::filesystem::path found = context.paths.resolve(node.text, folder);
  if (!found.empty() && !expect_inside(found, node, context)) return std::nullopt;
  if (!found.empty()) return Value(found.string());
  bad_text(node, key, {"no such file", "file names are relative to the scenario file"}, context.faults);
  return std::nullopt;
}

// A map from regions (not clubs: their members join one by one) to days.
std::optional<Value> read_region_dates(const Node& node, const KeySpec& key, ReadContext& context) {
  if (!expect_kind(node, Node::Kind::map, key.name, context.faults)) return std::nullopt;
  KeySpec day = key;
  day.type = KeyType::date;
  RegionDates dates;
  bool good = true;
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    Names found;
    if (context.names != nullptr && !add_names(node.keys[i], key, found, context)) good = false;
    const Node& item = node.items[i];
    Date date;
    if (expect_scalar(item, day, context.faults) && read_day(item, day, context.faults, date)) {
      dates[node.keys[i].text] = date;
    } else {
      good = false;
    }
  }
  if (!good) return std::nullopt;
  return Value(std::move(dates));
}

}  // namespace

std::optional<Value> read_value(const Node& node, const KeySpec& key, ReadContext& context) {
  Faults& faults = context.faults;
  switch (key.type) {
    case KeyType::regions:
    case KeyType::sectors:
    case KeyType::products:
    case KeyType::list_tags:
      return read_names(node, key, context);
    case KeyType::schedule:
      return read_schedule(node, key, context);
    case KeyType::region_dates:
      return read_region_dates(node, key, context);
    case KeyType::block:
      return std::nullopt;
    case KeyType::text:
      if (key.unit == models::id_list) return read_names(node, key, context);
      break;
    default:
      break;
  }
  if (!expect_scalar(node, key, faults)) return std::nullopt;
  switch (key.type) {
    case KeyType::number:
      return read_number(node, key, faults);
    case KeyType::integer:
      return read_integer(node, key, faults);
    case KeyType::boolean:
      return read_boolean(node, key, faults);
    case KeyType::choice:
      return read_choice(node, key, faults);
    case KeyType::date:
      return read_date(node, key, faults);
    case KeyType::rate:
      return read_rate_key(node, key, faults);
    case KeyType::duration:
      return read_duration_key(node, key, faults);
    case KeyType::file:
      return read_file(node, key, context);
    default:
      return Value(node.text);
  }
}

}  // namespace entrepot::scenarios
