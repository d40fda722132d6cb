// The keys of a tariff.
#include "models/policies/parts/common_keys.hpp"
#include "models/policies/tariff.hpp"

namespace entrepot::models {

std::vector<KeySpec> tariff_keys() {
  const KeySpec rate =
      ranged(optional_key("rate", KeyType::rate,
                          "Duty: `25 %` sets it, `+25 pp` adds to what is in force, `at least 15 %` and "
                          "`at most 15 %` bound it."),
             -10.0, 10.0);
  const auto percent = [](const char* name, double most, const char* help) {
    KeySpec key = ranged(optional_key(name, KeyType::number, help), 0.0, most);
    key.unit = std::string("%");
    return key;
  };
  const KeySpec at_least =
      percent("at_least", 1000.0, "Floor on the whole duty; also written `rate: at least 15 %`.");
  const KeySpec at_most =
      percent("at_most", 1000.0, "Cap on the whole duty; also written `rate: at most 15 %`.");
  const KeySpec cut = percent("cut", 100.0, "Part of the base duty that is cut; added duties stay.");
  KeySpec unless =
      optional_key("unless", KeyType::text,
                   "Policies where which this one does not act: on the same flow, product and day.");
  unless.unit = std::string(id_list);
  const KeySpec swiss = ranged(
      optional_key("swiss", KeyType::number,
                   "Coefficient a of the Swiss formula, in points: the base duty t becomes a t / (a + t)."),
      0.1, 1000.0);
  KeySpec takes =
      optional_key("takes", KeyType::choice, "Which policy of the group counts where several act.");
  takes.choices = {"higher", "lower"};
  const KeySpec expires_after = ranged(optional_key("expires_after", KeyType::duration,
                                                    "Time in force, instead of until: it lapses by itself."),
                                       1, 1200);
  return joined(
      {{required_key("importer", KeyType::regions, "Regions or clubs that levy the duty."),
        optional_key("origin", KeyType::regions, "Regions or clubs whose goods pay; default: all others."),
        optional_key("exempt", KeyType::regions, "Regions or clubs whose goods do not pay.")},
       product_keys(),
       {rate,
        at_least,
        at_most,
        cut,
        swiss,
        optional_key("schedule", KeyType::schedule,
                     "CSV of duties in pp by product or origin and date, added to what is in force."),
        number_key("scale", "1", 0.0, 10.0, "Factor on the change of duty; 0 switches the policy off."),
        share_key("compliance", "1", "Part of the change of duty that is paid: t0 + compliance (t - t0)."),
        optional_key("group", KeyType::text,
                     "Name shared by policies of which only one counts on the same goods; see takes."),
        takes,
        unless,
        optional_key("unless_from", KeyType::date, "First day on which it yields to them; default: always."),
        share_key("excluded", "0",
                  "Part of the trade in these products that exclusions free from the change."),
        optional_key("from", KeyType::date, "First day in force; default with a schedule: its first date."),
        optional_key("until", KeyType::date, "First day off; default: never."),
        expires_after,
        optional_key("suspended_from", KeyType::date, "First day of a suspension."),
        optional_key("suspended_until", KeyType::date,
                     "First day after the suspension; default: never again."),
        optional_key("announced", KeyType::date, "Day it becomes known; default: from."),
        ranged(optional_key("probability", KeyType::number,
                            "With which it is reckoned with from announced until its first day; default: 1."),
               0.0, 1.0),
        optional_key(
            "withdrawn", KeyType::date,
            "Day a threat is taken back, before its first day: it moves stocks and plans, and is never in "
            "force."),
        optional_key("until_announced", KeyType::date,
                     "Day from which its end is foreseen; default: the day it ends.")}});
}

}  // namespace entrepot::models
