// The keys of the tariff.
#include "models/policies/common_keys.hpp"
#include "models/policies/tariff.hpp"

namespace entrepot {

std::vector<KeySpec> tariff_keys() {
  KeySpec rate =
      optional_key("rate", KeyType::rate, "Duty: `25 %` sets it, `+25 pp` adds to what is in force.");
  rate.lower = -10.0;
  rate.upper = 10.0;
  KeySpec expires_after = optional_key("expires_after", KeyType::duration,
                                       "Time in force, instead of until: it lapses by itself.");
  expires_after.lower = 1;
  expires_after.upper = 1200;
  return joined(
      {{required_key("importer", KeyType::regions, "Regions or clubs that levy the duty."),
        optional_key("origin", KeyType::regions, "Regions or clubs whose goods pay; default: all others."),
        optional_key("exempt", KeyType::regions, "Regions or clubs whose goods do not pay.")},
       product_keys(),
       {rate,
        optional_key("schedule", KeyType::schedule,
                     "CSV of duties in pp by product or origin and date, added to what is in force."),
        number_key("scale", "1", 0.0, 10.0, "Factor on the change of duty; 0 switches the policy off."),
        share_key("compliance", "1", "Part of the change of duty that is paid: t0 + compliance (t - t0)."),
        share_key("excluded", "0",
                  "Part of the trade in these products that exclusions free from the change."),
        optional_key("from", KeyType::date, "First day in force; default with a schedule: its first date."),
        optional_key("until", KeyType::date, "First day off; default: never."), expires_after,
        optional_key("suspended_from", KeyType::date, "First day of a suspension."),
        optional_key("suspended_until", KeyType::date,
                     "First day after the suspension; default: never again."),
        optional_key("announced", KeyType::date, "Day it becomes known; default: from.")}});
}

}  // namespace entrepot
