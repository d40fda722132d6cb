#include "models/policies/parts/common_keys.hpp"

#include <fmt/format.h>

namespace entrepot::models {

std::vector<KeySpec> product_keys() {
  return {
      optional_key("sector", KeyType::sectors, "Only these sectors; sector, product and list intersect."),
      optional_key("product", KeyType::products,
                   "Only these products, as text; an HS chapter or heading means every product inside it."),
      optional_key("list", KeyType::list_tags, "Only products with these list tags."),
      optional_key("except", KeyType::products, "Products left out.")};
}

std::vector<KeySpec> date_keys() {
  return {required_key("from", KeyType::date, "First day in force."),
          optional_key("full_from", KeyType::date,
                       "First day at full strength, reached on a straight line; default: from."),
          optional_key("until", KeyType::date, "First day off; default: never."),
          optional_key("announced", KeyType::date, "Day it becomes known; default: from.")};
}

KeySpec scale_key() {
  return number_key("scale", "1", 0.0, 10.0, "Factor on the whole change; 0 switches the policy off.");
}

std::vector<KeySpec> joined(std::initializer_list<std::vector<KeySpec>> parts) {
  std::vector<KeySpec> all;
  for (const std::vector<KeySpec>& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

void check_order(const Values& values, const char* early, const char* late, bool equal_allowed,
                 std::vector<KeyFault>& faults) {
  if (!values.has(early) || !values.has(late)) return;
  const Date a = values.get<Date>(early);
  const Date b = values.get<Date>(late);
  if (a < b || (equal_allowed && a == b)) return;
  faults.push_back(
      {late, fmt::format("{} {} is not after {} {}", late, format_date(b), early, format_date(a)),
       fmt::format("{} must come {} {}", early, equal_allowed ? "on or before" : "before", late), ""});
}

void check_dates(const Values& values, std::vector<KeyFault>& faults) {
  check_order(values, "from", "until", false, faults);
  check_order(values, "announced", "from", true, faults);
  check_order(values, "from", "full_from", true, faults);
  check_order(values, "full_from", "until", true, faults);
}

void check_adds(const Values& values, const char* key, std::vector<KeyFault>& faults) {
  if (!values.has(key) || values.get<Rate>(key).adds) return;
  faults.push_back({key, "the rate sets the duty", "such a duty is added to what is in force",
                    "write it with a sign, as `+25 pp`"});
}

void check_content_clause(const std::set<std::string>& given, std::vector<KeyFault>& faults) {
  if ((given.count("content_from") != 0) == (given.count("content_at_least") != 0)) return;
  faults.push_back({given.count("content_from") != 0 ? "content_from" : "content_at_least",
                    "half of the content clause is given",
                    "it has the keys content_from and content_at_least", "give both or none"});
}

std::vector<KeyFault> only_dates(const Values& values, const std::set<std::string>& /*given*/) {
  std::vector<KeyFault> faults;
  check_dates(values, faults);
  return faults;
}

void complete_announced(Values& values) {
  if (!values.has("announced") && values.has("from")) values.set("announced", values.get<Date>("from"));
}

Date date_or(const Values& values, const std::string& key, Date other) {
  return values.has(key) ? values.get<Date>(key) : other;
}

double number_or(const Values& values, const std::string& key, double other) {
  return values.has(key) ? values.number(key) : other;
}

bool flag(const Values& values, const std::string& key) { return values.has(key) && values.get<bool>(key); }

}  // namespace entrepot::models
