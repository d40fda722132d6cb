// Entity lists: listed firms need a licence for the listing side's goods, and lose customers.
#include <algorithm>

#include "models/policies/over_compliance.hpp"
#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/content.hpp"
#include "models/policies/parts/firm_rules.hpp"
#include "models/policies/parts/selector.hpp"
#include "models/policies/registry.hpp"

namespace entrepot::models {

namespace {

std::vector<KeySpec> entity_listing_keys() {
  KeySpec leave = number_key(
      "customers_leave", "0.1 per year", 0.0, 2.0,
      "Rate at which customers abroad end their links with listed firms, as if each feared to be next. An "
      "assumption: Huawei reckoned in June 2019 with 40 % fewer phones sold abroad; range 0 to 0.5.",
      "per year");
  return joined(
      {{required_key("exporter", KeyType::regions, "Regions or clubs whose goods need a licence.")},
       firm_keys(),
       product_keys(),
       {share_key("licence_rate", "0", "Part of the listed firms' links that gets its licence."),
        share_key(
            "de_minimis", "",
            "Also reaches other regions' goods of these products whose sector buys more than this part of "
            "its output's value from the exporters' sectors (foreign direct product rule); default: no "
            "such reach."),
        optional_key("customer", KeyType::regions,
                     "Regions or clubs whose buyers may not buy from listed firms; default: none."),
        leave,
        share_key("customers_leave_limit", "0.5",
                  "Part of these links that ends in the long run; an assumption, range 0.2 to 1.")},
       over_compliance_keys("0.05 per year"),
       {scale_key()},
       date_keys()});
}

bool is_in(std::size_t region, std::uint32_t group, const WorldTable& table) {
  return table.axes().region_of(GroupId(group)) == RegionId(region);
}

// Cells of third regions with more content of the exporters than the threshold.
FirmRule reached(const Values& values, const std::vector<NamedRegion>& exporters, const FirmSet& firms,
                 const std::vector<std::size_t>& products, const WorldTable& table) {
  const double threshold = values.number("de_minimis");
  const std::vector<double> content = direct_content(exporters, products, table);
  std::vector<NamedRegion> third;
  for (std::size_t region = 0; region < table.n_regions(); ++region) {
    const bool exports = std::any_of(exporters.begin(), exporters.end(),
                                     [&](const NamedRegion& at) { return at.region == region; });
    const bool listed = std::any_of(firms.groups.begin(), firms.groups.end(),
                                    [&](std::uint32_t group) { return is_in(region, group, table); });
    if (!exports && !listed) third.push_back({region, {}});
  }
  FirmRule rule = input_rule(third, products, table);
  for (FirmRule::Elements& elements : rule.elements) {
    std::erase_if(elements.at, [&](std::uint32_t cell) {
      return content[table.axes().group_of(CellId(cell)).index()] <= threshold;
    });
  }
  return rule;
}

std::vector<NamedRegion> abroad(const FirmSet& firms, const WorldTable& table) {
  std::vector<NamedRegion> all;
  for (std::size_t region = 0; region < table.n_regions(); ++region) {
    const auto home = [&](std::uint32_t group) { return is_in(region, group, table); };
    if (std::none_of(firms.groups.begin(), firms.groups.end(), home)) all.push_back({region, {}});
  }
  return all;
}

std::unique_ptr<Instrument> make_entity_listing(const Values& values, const WorldTable& table) {
  FirmSet firms = firm_set(values, table);
  const double scale = values.number("scale");
  const std::vector<NamedRegion> exporters = named_regions(values, "exporter", table);
  const std::vector<std::size_t> products = selected_products(values, world_names(table), Services::named);
  std::vector<FirmRule> rules = {input_rule(exporters, products, table)};
  if (values.has("de_minimis")) rules.push_back(reached(values, exporters, firms, products, table));
  for (FirmRule& rule : rules) rule.amount = std::min(1.0, scale * (1.0 - values.number("licence_rate")));
  if (values.has("customer")) {
    rules.push_back(sales_rule(named_regions(values, "customer", table), table));
    rules.back().amount = std::min(1.0, scale);
  }
  if (values.number("customers_leave") > 0.0) {
    rules.push_back(sales_rule(abroad(firms, table), table));
    rules.back().amount = values.number("customers_leave_limit");
    rules.back().hazard = scale * values.number("customers_leave");
  }
  add_over_compliance(values, exporters, products, table, rules);
  return std::make_unique<FirmRules>(timing_of(values), std::move(firms), std::move(rules));
}

std::vector<KeyFault> entity_listing_in_world(const Values& values, const WorldNames& names) {
  return check_firm_sides(values, "exporter", names);
}

}  // namespace

PolicyDescriptor entity_listing_policy() {
  PolicyDescriptor policy;
  policy.name = "entity_listing";
  policy.summary =
      "Entity list: named firms need a licence for the goods of the listing side, lose customers abroad, and "
      "firms like them are shunned too.";
  policy.keys = entity_listing_keys();
  policy.check = check_firm_keys;
  policy.complete = complete_announced;
  policy.make = make_entity_listing;
  policy.check_world = entity_listing_in_world;
  policy.acts_through = {"sourcing"};
  return policy;
}

}  // namespace entrepot::models
