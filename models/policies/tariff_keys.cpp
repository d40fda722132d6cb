// The keys of the tariff.
#include "models/policies/tariff.hpp"

namespace entrepot {

namespace {

KeySpec optional_key(const char* name, KeyType type, const char* help) {
  KeySpec key;
  key.name = name;
  key.type = type;
  key.help = help;
  return key;
}

KeySpec number_key(const char* name, double lower, double upper, const char* help) {
  KeySpec key = optional_key(name, KeyType::number, help);
  key.default_text = std::string("1");
  key.lower = lower;
  key.upper = upper;
  return key;
}

}  // namespace

std::vector<KeySpec> tariff_keys() {
  KeySpec importer = optional_key("importer", KeyType::regions, "Regions that levy the duty.");
  importer.required = true;
  KeySpec rate =
      optional_key("rate", KeyType::rate, "Duty: `25 %` sets it, `+25 pp` adds to what is in force.");
  rate.lower = -10.0;
  rate.upper = 10.0;
  return {
      importer,
      optional_key("origin", KeyType::regions, "Regions whose goods pay; default: all others."),
      optional_key("sector", KeyType::sectors, "Only these sectors; sector, product and list intersect."),
      optional_key("product", KeyType::products,
                   "Only these products, as text; an HS chapter or heading means every product inside it."),
      optional_key("list", KeyType::list_tags, "Only products with these list tags."),
      optional_key("except", KeyType::products, "Products left out."),
      rate,
      optional_key("schedule", KeyType::schedule,
                   "CSV of duties in pp by product or origin and date, added to what is in force."),
      number_key("scale", 0.0, 10.0, "Factor on the change of duty; 0 switches the policy off."),
      number_key("compliance", 0.0, 1.0,
                 "Part of the change of duty that is paid: t0 + compliance (t - t0)."),
      optional_key("from", KeyType::date, "First day in force; default with a schedule: its first date."),
      optional_key("until", KeyType::date, "First day off; default: never."),
      optional_key("announced", KeyType::date, "Day it becomes known; default: from."),
  };
}

}  // namespace entrepot
