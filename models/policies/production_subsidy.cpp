// Subsidies on output: tax credits per unit, cheap inputs, cheap credit; to all producers or to those whose
// purchases meet a clause on local content.
#include <algorithm>

#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/places.hpp"
#include "models/policies/registry.hpp"

namespace entrepot::models {

namespace {

// Paid firm by firm. Of a month in which it is in force on some days, that part of the rate is paid; who is a
// member of a club is told on the first day of the month.
class ContentSubsidy final : public Instrument {
 public:
  ContentSubsidy(const Values& values, const WorldTable& table, double rate)
      : timing_(timing_of(values)),
        payers_(named_regions(values, "region", table)),
        sources_(named_regions(values, "content_from", table)),
        sectors_(selected_sectors(values, "sector", table)),
        least_(values.number("content_at_least")),
        rate_(rate),
        axes_(table.axes()) {}
  void apply(Month month, Levers& levers) const override {
    ContentTerms terms;
    terms.rate = rate_ * timing_.strength(month);
    terms.least = least_;
    terms.local.assign(axes_.n_regions(), 0);
    const auto member = [&](const NamedRegion& at) {
      return at.days.from <= month.first_day() && month.first_day() < at.days.until;
    };
    for (const NamedRegion& source : sources_) {
      if (member(source)) terms.local[source.region] = 1;
    }
    for (const NamedRegion& payer : payers_) {
      if (!member(payer)) continue;
      terms.local[payer.region] = 1;
      for (const std::size_t sector : sectors_)
        terms.groups.push_back(axes_.group(RegionId(payer.region), SectorId(sector)).get());
    }
    levers.contents.push_back(std::move(terms));
  }
  [[nodiscard]] Date announced() const override { return timing_.announced; }

 private:
  Timing timing_;
  std::vector<NamedRegion> payers_, sources_;
  std::vector<std::size_t> sectors_;
  double least_, rate_;
  Axes axes_;
};

std::unique_ptr<Instrument> make_production_subsidy(const Values& values, const WorldTable& table) {
  const double rate = std::min(most_paid, values.number("scale") * values.number("rate"));
  if (values.has("content_from")) return std::make_unique<ContentSubsidy>(values, table, rate);
  std::vector<LeverChange> changes;
  add_group_changes(changes, &Levers::output_subsidy, Combine::sum, named_regions(values, "region", table),
                    selected_sectors(values, "sector", table), rate, table);
  return std::make_unique<DatedChanges>(timing_of(values), std::move(changes));
}

std::vector<KeyFault> production_subsidy_keys(const Values& values, const std::set<std::string>& given) {
  std::vector<KeyFault> faults = only_dates(values, given);
  check_content_clause(given, faults);
  return faults;
}

}  // namespace

PolicyDescriptor production_subsidy_policy() {
  PolicyDescriptor policy;
  policy.name = "production_subsidy";
  policy.summary =
      "A production subsidy: the treasury pays a part of unit cost, to all producers or to those that meet a "
      "clause "
      "on content.";
  policy.keys = joined(
      {{required_key("region", KeyType::regions, "Regions or clubs that pay it to producers with them."),
        optional_key("sector", KeyType::sectors, "Sectors concerned; default: all goods sectors."),
        required_share_key("rate", "Part of unit cost that is paid; at most 0.95 with scale."),
        optional_key(
            "content_from", KeyType::regions,
            "Regions or clubs whose inputs count as local beside the payers' own; only firms that meet the "
            "clause are paid."),
        share_key("content_at_least", "",
                  "Least part of a firm's sales of the month that is not inputs from elsewhere."),
        scale_key()},
       date_keys()});
  policy.check = production_subsidy_keys;
  policy.complete = complete_announced;
  policy.make = make_production_subsidy;
  return policy;
}

}  // namespace entrepot::models
