#include "models/policies/parts/firm_rules.hpp"

#include <algorithm>
#include <cmath>

#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/listed_entities.hpp"
#include "models/policies/parts/places.hpp"
#include "sim/core/faults.hpp"
#include "sim/world/firms/firm_register.hpp"

namespace entrepot::models {

std::vector<KeySpec> firm_keys() {
  const KeySpec top =
      ranged(optional_key("top", KeyType::integer,
                          "The largest firms by output at the base, so many over all named sectors."),
             1, 1e9);
  return {
      required_key("listed", KeyType::regions, "Regions or clubs whose firms are meant."),
      optional_key("listed_sector", KeyType::sectors, "Sectors of these firms; default: all goods sectors."),
      top,
      share_key("top_share", "", "The largest firms that make this part of those sectors' output."),
      share_key("random_share", "", "Firms drawn by chance, each with this probability."),
      optional_key(
          "firm_list", KeyType::file,
          "CSV file that names the firms: a column firm with their numbers in the files of `entrepot world "
          "build`, or id with those of the world's real firms, and, for the key tag, a column tag."),
      optional_key("tag", KeyType::text,
                   "Only rows of the list with this tag, such as university or military.")};
}

std::vector<KeyFault> check_firm_keys(const Values& values, const std::set<std::string>& given) {
  std::vector<KeyFault> faults = only_dates(values, given);
  std::string first;
  for (const char* key : {"top", "top_share", "random_share", "firm_list"}) {
    if (given.count(key) == 0) continue;
    if (!first.empty()) {
      faults.push_back(
          {key, std::string(key) + " beside " + first, "both choose the firms", "keep one of them"});
    }
    first = key;
    const bool share = std::string(key) == "top_share" || std::string(key) == "random_share";
    if (share && values.has(key) && !(values.number(key) > 0.0))
      faults.push_back({key, std::string(key) + " is 0", "no firm would be named", "give a part above 0"});
  }
  if (given.count("tag") != 0 && given.count("firm_list") == 0)
    faults.push_back({"tag", "tag without a list", "it picks rows of firm_list", "give firm_list"});
  return faults;
}

std::vector<KeyFault> check_firm_sides(const Values& values, const char* side, const WorldNames& names) {
  std::vector<KeyFault> faults;
  check_products(values, names, Services::named, faults);
  check_sides(values, side, "listed", names, faults);
  return faults;
}

namespace {

// Firms by id must be of the named regions and sectors: the others of these are their peers.
RankedFirm real_firm(const std::string& id, const FirmSet& firms, const WorldTable& table) {
  const FirmRegister& real = *table.firm_register;
  RankedFirm one;
  one.registered = true;
  one.rank = real.find(id);
  const GroupId group = real.group[one.rank];
  one.group = group.get();
  if (std::binary_search(firms.groups.begin(), firms.groups.end(), one.group)) return one;
  throw InputError(
      Fault{{},
            "firm " + in_quotes(id) + " is on a list of firms",
            "it is of " + table.regions[table.axes().region_of(group).index()] + " " +
                table.sectors[table.axes().sector_of(group).index()] + ", which the policy does not name",
            "name its region in `listed` and its sector in `listed_sector`, or take it off the list"});
}

}  // namespace

FirmSet firm_set(const Values& values, const WorldTable& table) {
  FirmSet firms;
  for (const NamedRegion& at : named_regions(values, "listed", table)) {
    for (const std::size_t sector : selected_sectors(values, "listed_sector", table))
      firms.groups.push_back(table.axes().group(RegionId(at.region), SectorId(sector)).get());
  }
  sort_once(firms.groups);
  if (values.has("top")) firms.top = static_cast<std::size_t>(values.get<std::int64_t>("top"));
  firms.top_share = number_or(values, "top_share", 0.0);
  firms.random_share = number_or(values, "random_share", 0.0);
  for (const std::string& number : values.names("firms"))
    firms.numbers.push_back(static_cast<std::uint32_t>(std::stoul(number)));
  sort_once(firms.numbers);
  for (const std::string& id : values.names("firm_ids")) firms.ranked.push_back(real_firm(id, firms, table));
  sort_once(firms.ranked);
  return firms;
}

FirmRule input_rule(const std::vector<NamedRegion>& sources, const std::vector<std::size_t>& products,
                    const WorldTable& table) {
  FirmRule rule;
  rule.size = table.axes().n_cells();
  for (const NamedRegion& source : sources) {
    FirmRule::Elements elements{source.days, {}};
    for (const std::size_t product : products)
      elements.at.push_back(table.axes().cell(RegionId(source.region), ProductId(product)).get());
    rule.elements.push_back(std::move(elements));
  }
  return rule;
}

FirmRule sales_rule(const std::vector<NamedRegion>& buyers, const WorldTable& table) {
  FirmRule rule;
  rule.side = FirmSide::sales;
  rule.size = table.n_regions();
  for (const NamedRegion& buyer : buyers)
    rule.elements.push_back({buyer.days, {static_cast<std::uint32_t>(buyer.region)}});
  return rule;
}

// Links end one by one at the hazard: what has ended by the end of the month.
double FirmRules::reached(const FirmRule& rule, Month month) const {
  if (!(rule.hazard > 0.0)) return rule.amount;
  const double days = static_cast<double>(((month + 1).first_day() - timing_.in_force.from).count());
  return rule.amount * -std::expm1(-rule.hazard * std::max(0.0, days) / 365.25);
}

namespace {

// Every element at its share of links; one of 0 is left out.
std::vector<double> overlapped(const FirmRule& rule, const std::vector<double>& shares) {
  std::vector<double> ban;
  for (std::size_t e = 0; e < rule.elements.size(); ++e) {
    if (!(shares[e] > 0.0) || rule.elements[e].at.empty()) continue;
    ban.resize(rule.size, 0.0);
    for (const std::uint32_t at : rule.elements[e].at) ban[at] = 1.0 - (1.0 - ban[at]) * (1.0 - shares[e]);
  }
  return ban;
}

std::vector<double> full_shares(const FirmRule& rule) {
  return std::vector<double>(rule.elements.size(), std::min(1.0, rule.amount));
}

}  // namespace

FirmRules::FirmRules(Timing timing, FirmSet firms, std::vector<FirmRule> rules)
    : timing_(timing), firms_(std::move(firms)), rules_(std::move(rules)) {
  for (const FirmRule& rule : rules_)
    full_.push_back(rule.hazard > 0.0 ? Bans{} : Bans(overlapped(rule, full_shares(rule))));
}

std::vector<double> FirmRules::shares_of(const FirmRule& rule, Month month, DaySpan over) const {
  std::vector<double> shares;
  for (const FirmRule::Elements& elements : rule.elements)
    shares.push_back(std::min(1.0, reached(rule, month) * timing_.strength(over, elements.days)));
  return shares;
}

Bans FirmRules::bans_of(std::size_t rule, Month month, DaySpan over) const {
  const std::vector<double> shares = shares_of(rules_[rule], month, over);
  if (!full_[rule].empty() && shares == full_shares(rules_[rule])) return full_[rule];
  return overlapped(rules_[rule], shares);
}

void FirmRules::name(Month month, DaySpan over, Levers& levers) const {
  levers.firms.push_back({&firms_, FirmPart::named, FirmSide::inputs, {}});  // to be watched from the start
  for (std::size_t r = 0; r < rules_.size(); ++r) {
    FirmTerms terms{&firms_, rules_[r].part, rules_[r].side, bans_of(r, month, over), rules_[r].hazard > 0.0};
    if (!terms.ban.empty()) levers.firms.push_back(std::move(terms));
  }
}

}  // namespace entrepot::models
