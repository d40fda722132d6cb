// Quotas and tariff-rate quotas: a volume per year, counted in the trade of the base year.
#include <limits>

#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/content.hpp"
#include "models/policies/parts/selector.hpp"
#include "models/policies/registry.hpp"

namespace entrepot::models {

namespace {

class Quota final : public Instrument {
 public:
  Quota(Timing timing, QuotaTerms terms) : timing_(timing), terms_(std::move(terms)) {}
  // A quota that is in force on some days of a month is in force when most of them are past; one of nothing
  // stops the trade of its days.
  void apply(Month month, Levers& levers) const override {
    const double days = timing_.strength(month);
    const bool closed = terms_.volume == 0.0 && terms_.over_duty < 0.0;
    levers.quotas.push_back(terms_);
    if (closed && days > 0.0 && days < 1.0) close(days, levers);
    if (closed ? days < 1.0 : days < 0.5)
      levers.quotas.back().volume = std::numeric_limits<double>::infinity();
  }
  [[nodiscard]] Date announced() const override { return timing_.announced; }

 private:
  void close(double days, Levers& levers) const {
    std::vector<double>& ban = Levers::use(levers.ban, levers.duty.size());
    for (const std::uint32_t at : terms_.flows) ban[at] = 1.0 - (1.0 - ban[at]) * (1.0 - days);
  }

  Timing timing_;
  QuotaTerms terms_;
};

// Million USD at base prices; `base`: trade of the base year, million USD.
double monthly_volume(const Values& values, double base) {
  const double volume = values.number("volume");
  const std::string unit = values.get<std::string>("unit");
  if (unit == "base") return base / 12.0 * volume;
  return (unit == "musd" ? volume : volume * values.number("unit_value") / 1e6) / 12.0;
}

// All flows share one volume.
std::unique_ptr<Instrument> make_quota(const Values& values, const WorldTable& table) {
  QuotaTerms terms;
  double base = 0.0;
  const std::vector<NamedRegion> importers = named_regions(values, "importer", table);
  const std::vector<NamedRegion> origins = named_regions(values, "origin", table);
  for (const FlowGroup& group : select_flows(
           {importers, origins}, selected_products(values, world_names(table), Services::never), table)) {
    for (const SelectedFlow& flow : group.flows) {
      terms.flows.push_back(flow.lever);
      base += base_trade(flow.destination, flow.origin, table)[flow.product];
    }
  }
  terms.volume = monthly_volume(values, base);
  const std::string period = values.get<std::string>("period");
  terms.period = period == "year" ? 12 : period == "quarter" ? 3 : 1;
  terms.first_come = values.get<std::string>("allocation") == "first_come";
  terms.carry_over = values.number("carry_over");
  if (values.has("over_quota")) terms.over_duty = values.get<Rate>("over_quota").value;
  return std::make_unique<Quota>(timing_of(values), std::move(terms));
}

std::vector<KeyFault> quota_in_world(const Values& values, const WorldNames& names) {
  std::vector<KeyFault> faults;
  check_products(values, names, Services::never, faults);
  check_sides(values, "origin", "importer", names, faults);
  return faults;
}

std::vector<KeyFault> quota_keys(const Values& values, const std::set<std::string>& given) {
  std::vector<KeyFault> faults = only_dates(values, given);
  check_adds(values, "over_quota", faults);
  const std::string unit = values.text_or("unit", "base");
  if (unit == "tonnes" && given.count("unit_value") == 0)
    faults.push_back({"unit", "tonnes are given without their value", "trade is counted in money",
                      "add `unit_value: 800`, USD per tonne at the base"});
  if (unit != "tonnes" && given.count("unit_value") != 0)
    faults.push_back({"unit_value", "unit_value is given without tonnes", "it is what a tonne is worth",
                      "add `unit: tonnes`, or remove it"});
  constexpr double most_of_base = 100.0;
  if (unit == "base" && values.has("volume") && values.number("volume") > most_of_base)
    faults.push_back({"volume", "volume is more than 100 times the trade of the base",
                      "it is a multiple of it unless a unit is given", "add `unit: musd` or `unit: tonnes`"});
  return faults;
}

}  // namespace

PolicyDescriptor quota_policy() {
  PolicyDescriptor policy;
  policy.name = "quota";
  policy.summary =
      "Quota, or tariff-rate quota: imports beyond a volume may not enter, or pay a duty on top.";
  const KeySpec over = ranged(
      optional_key("over_quota", KeyType::rate,
                   "Duty beyond the volume, added to what is in force: `+25 pp` (a tariff-rate quota); "
                   "default: nothing enters beyond it."),
      0.0, 10.0);
  policy.keys = joined(
      {{required_key("importer", KeyType::regions, "Regions or clubs that import."),
        required_key("origin", KeyType::regions, "Regions or clubs whose goods share the volume.")},
       product_keys(),
       {number_key("volume", "1", 0.0, 1e12, "Volume per year in quantities of the base, see unit."),
        choice_key("unit", {"base", "musd", "tonnes"},
                   "Unit of the volume: the trade of the base year in these goods, million USD at base "
                   "prices, or tonnes with unit_value."),
        ranged(optional_key("unit_value", KeyType::number, "USD per tonne at the base; with tonnes."), 1e-3,
               1e9),
        choice_key("period", {"month", "quarter", "year"},
                   "Period of the volume, from January on: a twelfth of the year's volume each month, or a "
                   "quarter's or a year's to be used at any time within it."),
        choice_key("allocation", {"licences", "first_come"},
                   "Licences that are spread over the period, or open to who comes first until the period's "
                   "volume is used up."),
        share_key("carry_over", "0", "Part of what a period left over that may be used in the next."), over},
       date_keys()});
  policy.check = quota_keys;
  policy.complete = complete_announced;
  policy.make = make_quota;
  policy.check_world = quota_in_world;
  return policy;
}

}  // namespace entrepot::models
