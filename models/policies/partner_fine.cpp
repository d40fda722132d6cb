// Fines on partners: firms of third regions that supply listed firms risk a fine, and end links for it.
#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/firm_rules.hpp"
#include "models/policies/parts/selector.hpp"
#include "models/policies/registry.hpp"

namespace entrepot::models {

namespace {

// A fine is a hazard of ending links, not cash: who ends the link pays nothing.
std::unique_ptr<Instrument> make_partner_fine(const Values& values, const WorldTable& table) {
  FirmRule rule = input_rule(named_regions(values, "partner", table),
                             selected_products(values, world_names(table), Services::named), table);
  rule.hazard =
      values.number("scale") * values.number("fine") * values.number("detection") * values.number("response");
  std::vector<FirmRule> rules;
  if (rule.hazard > 0.0) rules.push_back(std::move(rule));
  return std::make_unique<FirmRules>(timing_of(values), firm_set(values, table), std::move(rules));
}

std::vector<KeyFault> partner_fine_in_world(const Values& values, const WorldNames& names) {
  return check_firm_sides(values, "partner", names);
}

std::vector<KeySpec> fine_keys() {
  return {
      number_key(
          "fine", "2", 0.0, 100.0,
          "Fine over a year's value of the link. 2: the highest civil penalty of 50 U.S.C. 4819 (Export "
          "Control Reform Act of 2018), twice the value of the transaction; range 0.5 to 4."),
      number_key("detection", "0.2 per year", 0.0, 1.0, "Probability per year that a link is found out.",
                 "per year"),
      number_key("response", "1", 0.0, 100.0,
                 "Links ended per year for each year's value that is expected to be fined. An assumption: a "
                 "partner leaves when the expected fine has eaten one year's sales; range 0.3 to 3.")};
}

}  // namespace

PolicyDescriptor partner_fine_policy() {
  PolicyDescriptor policy;
  policy.name = "partner_fine";
  policy.summary =
      "Fines on partners: firms of third regions that supply named firms risk a fine, and end links by a "
      "hazard.";
  policy.keys =
      joined({{required_key("partner", KeyType::regions, "Regions or clubs whose firms risk the fine.")},
              firm_keys(),
              product_keys(),
              fine_keys(),
              {scale_key()},
              date_keys()});
  policy.check = check_firm_keys;
  policy.complete = complete_announced;
  policy.make = make_partner_fine;
  policy.check_world = partner_fine_in_world;
  policy.acts_through = {"sourcing"};
  return policy;
}

}  // namespace entrepot::models
