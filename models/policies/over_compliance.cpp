#include "models/policies/over_compliance.hpp"

#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/selector.hpp"
#include "models/policies/registry.hpp"

namespace entrepot::models {

std::vector<KeySpec> over_compliance_keys(const char* rate) {
  KeySpec hazard = number_key(
      "over_compliance", rate, 0.0, 2.0,
      "Rate at which the exporters' firms end links with unlisted firms of the same regions and sectors. An "
      "assumption: that US suppliers of listed firms also leave Chinese customers that are not listed is "
      "found by "
      "Crosignani, Han, Macchiavelli and Silva 2024 (Federal Reserve Bank of New York, Staff Report 1096); "
      "range 0 to 0.2.",
      "per year");
  return {hazard, share_key("over_compliance_limit", "0.3",
                            "Part of these links that ends in the long run; range 0 to 1.")};
}

void add_over_compliance(const Values& values, const std::vector<NamedRegion>& exporters,
                         const std::vector<std::size_t>& products, const WorldTable& table,
                         std::vector<FirmRule>& rules) {
  const double hazard = values.number("scale") * values.number("over_compliance");
  if (!(hazard > 0.0)) return;
  rules.push_back(input_rule(exporters, products, table));
  rules.back().part = FirmPart::peers;
  rules.back().amount = values.number("over_compliance_limit");
  rules.back().hazard = hazard;
}

namespace {

std::unique_ptr<Instrument> make_over_compliance(const Values& values, const WorldTable& table) {
  std::vector<FirmRule> rules;
  add_over_compliance(values, named_regions(values, "exporter", table),
                      selected_products(values, world_names(table), Services::named), table, rules);
  return std::make_unique<FirmRules>(timing_of(values), firm_set(values, table), std::move(rules));
}

std::vector<KeyFault> over_compliance_in_world(const Values& values, const WorldNames& names) {
  return check_firm_sides(values, "exporter", names);
}

std::vector<KeyFault> over_compliance_keys(const Values& values, const std::set<std::string>& given) {
  std::vector<KeyFault> faults = check_firm_keys(values, given);
  bool chosen = false;
  for (const char* key : {"top", "top_share", "random_share"}) chosen = chosen || given.count(key) != 0;
  if (!chosen)
    faults.push_back({"listed", "all firms are listed", "peers are the firms beside the listed ones",
                      "choose some by top, top_share or random_share"});
  return faults;
}

}  // namespace

PolicyDescriptor over_compliance_policy() {
  PolicyDescriptor policy;
  policy.name = "over_compliance";
  policy.summary =
      "Over-compliance: suppliers end links with firms that are not listed, but stand beside listed ones.";
  policy.keys =
      joined({{required_key("exporter", KeyType::regions, "Regions or clubs whose firms over-comply.")},
              firm_keys(),
              product_keys(),
              over_compliance_keys("0.1 per year"),
              {scale_key()},
              date_keys()});
  policy.check = over_compliance_keys;
  policy.complete = complete_announced;
  policy.make = make_over_compliance;
  policy.check_world = over_compliance_in_world;
  policy.acts_through = {"sourcing"};
  return policy;
}

}  // namespace entrepot::models
