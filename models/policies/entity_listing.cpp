// Entity lists: listed firms need a licence for the listing side's goods, and lose customers.
#include <algorithm>

#include "models/policies/over_compliance.hpp"
#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/content.hpp"
#include "models/policies/parts/firm_rules.hpp"
#include "models/policies/parts/listed_entities.hpp"
#include "models/policies/parts/selector.hpp"
#include "models/policies/registry.hpp"
#include "sim/world/levers/news.hpp"

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
       entity_list_keys(),
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

// What the listing does to the firms of a set, of whose links this part gets a licence.
std::vector<FirmRule> listed_rules(const Values& values, const FirmSet& firms, double licence,
                                   const WorldTable& table) {
  const double scale = values.number("scale");
  const std::vector<NamedRegion> exporters = named_regions(values, "exporter", table);
  const std::vector<std::size_t> products = selected_products(values, world_names(table), Services::named);
  std::vector<FirmRule> rules = {input_rule(exporters, products, table)};
  if (values.has("de_minimis")) rules.push_back(reached(values, exporters, firms, products, table));
  for (FirmRule& rule : rules) rule.amount = std::min(1.0, scale * (1.0 - licence));
  if (values.has("customer")) {
    rules.push_back(sales_rule(named_regions(values, "customer", table), table));
    rules.back().amount = std::min(1.0, scale);
  }
  if (values.number("customers_leave") > 0.0) {
    rules.push_back(sales_rule(abroad(firms, table), table));
    rules.back().amount = values.number("customers_leave_limit");
    rules.back().hazard = scale * values.number("customers_leave");
  }
  return rules;
}

// What it does to the others of their groups.
std::vector<FirmRule> peer_rules(const Values& values, const WorldTable& table) {
  std::vector<FirmRule> rules;
  add_over_compliance(values, named_regions(values, "exporter", table),
                      selected_products(values, world_names(table), Services::named), table, rules);
  return rules;
}

// Entities with days of their own: each is listed, and becomes known, when its row says.
class DatedListings final : public Instrument, public News {
 public:
  explicit DatedListings(std::vector<std::unique_ptr<FirmRules>> parts) : parts_(std::move(parts)) {}

  void apply(Month month, Levers& levers) const override {
    for (const auto& part : parts_) part->apply(month, levers);
  }
  void apply_last_day(Month month, Levers& levers) const override {
    for (const auto& part : parts_) part->apply_last_day(month, levers);
  }
  void expect(Month month, Month known, Levers& levers) const override {
    for (const auto& part : parts_) {
      if (known_by(*part, known)) part->apply(month, levers);
    }
  }
  [[nodiscard]] Date announced() const override {
    Date first = Date::max();
    for (const auto& part : parts_) first = std::min(first, part->announced());
    return first;
  }
  [[nodiscard]] std::size_t news_before(Date end) const override {
    return static_cast<std::size_t>(
        std::ranges::count_if(parts_, [end](const auto& part) { return part->announced() < end; }));
  }
  [[nodiscard]] std::unique_ptr<Instrument> watcher() const override {
    std::vector<std::unique_ptr<FirmRules>> watchers;
    for (const auto& part : parts_) watchers.push_back(part->silent());
    return std::make_unique<DatedListings>(std::move(watchers));
  }

 private:
  std::vector<std::unique_ptr<FirmRules>> parts_;
};

// The policy's dates moved to a row's: not before the policy's own first day, known as long ahead.
Timing moved_timing(const Timing& policy, DaySpan days) {
  Timing timing;
  timing.in_force = policy.in_force.cut(days);
  const auto later = timing.in_force.from - policy.in_force.from;
  timing.full = policy.full + later;
  timing.announced = policy.announced == Date::min() ? policy.announced : policy.announced + later;
  return timing;
}

std::unique_ptr<Instrument> make_dated_listings(const Values& values, const WorldTable& table) {
  const Timing policy = timing_of(values);
  std::vector<std::unique_ptr<FirmRules>> parts;
  FirmSet all;
  for (EntityBatch& batch : entity_batches(values, table)) {
    const double licence = batch.licence.value_or(values.number("licence_rate"));
    std::vector<FirmRule> rules = listed_rules(values, batch.firms, licence, table);
    all.groups.insert(all.groups.end(), batch.firms.groups.begin(), batch.firms.groups.end());
    all.ranked.insert(all.ranked.end(), batch.firms.ranked.begin(), batch.firms.ranked.end());
    parts.push_back(std::make_unique<FirmRules>(moved_timing(policy, batch.days), std::move(batch.firms),
                                                std::move(rules)));
  }
  // Peers are those who are never listed, from the first listing on.
  sort_once(all.groups);
  sort_once(all.ranked);
  parts.push_back(std::make_unique<FirmRules>(policy, std::move(all), peer_rules(values, table)));
  return std::make_unique<DatedListings>(std::move(parts));
}

std::unique_ptr<Instrument> make_entity_listing(const Values& values, const WorldTable& table) {
  if (values.has(entities_key)) return make_dated_listings(values, table);
  FirmSet firms = firm_set(values, table);
  std::vector<FirmRule> rules = listed_rules(values, firms, values.number("licence_rate"), table);
  for (FirmRule& rule : peer_rules(values, table)) rules.push_back(std::move(rule));
  return std::make_unique<FirmRules>(timing_of(values), std::move(firms), std::move(rules));
}

// One way to choose firms, the list of entities counted.
std::vector<KeyFault> check_entity_listing(const Values& values, const std::set<std::string>& given) {
  std::vector<KeyFault> faults = check_firm_keys(values, given);
  for (const char* key : {"top", "top_share", "random_share", "firm_list"}) {
    if (given.count("entity_list") != 0 && given.count(key) != 0)
      faults.push_back(
          {key, std::string(key) + " beside entity_list", "both choose the firms", "keep one of them"});
  }
  for (const char* key : {"entities_per_firm", "case_by_case"}) {
    if (given.count("entity_list") == 0 && given.count(key) != 0)
      faults.push_back(
          {key, std::string(key) + " without a list", "it reads rows of entity_list", "give entity_list"});
  }
  return faults;
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
  policy.check = check_entity_listing;
  policy.complete = complete_announced;
  policy.make = make_entity_listing;
  policy.check_world = entity_listing_in_world;
  policy.acts_through = {"sourcing"};
  return policy;
}

}  // namespace entrepot::models
