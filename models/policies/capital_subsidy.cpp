// Capital subsidies with a clause on the owner and a guardrail: who takes it may not expand elsewhere.
#include <algorithm>

#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/places.hpp"
#include "models/policies/registry.hpp"
#include "sim/core/math.hpp"

namespace entrepot::models {

namespace {

// ln of the factor on the sunk cost that is left to the firm.
double log_left(const Values& values) {
  return log64(1.0 - std::min(most_paid, values.number("scale") * values.number("rate")));
}

// A subsidy whose takers are bound: the lever says for how long, from the day a firm takes it.
class BindingSubsidy final : public Instrument {
 public:
  BindingSubsidy(DatedChanges subsidy, Timing timing, std::size_t size, std::vector<std::uint32_t> bound,
                 double months)
      : subsidy_(std::move(subsidy)),
        timing_(timing),
        size_(size),
        bound_(std::move(bound)),
        months_(months) {}
  void apply(Month month, Levers& levers) const override {
    subsidy_.apply(month, levers);
    if (!(timing_.strength(month) > 0.0)) return;
    std::vector<double>& lever = Levers::use(levers.guardrail, size_);
    for (const std::uint32_t at : bound_) lever[at] = std::max(lever[at], months_);
  }
  [[nodiscard]] Date announced() const override { return timing_.announced; }

 private:
  DatedChanges subsidy_;
  Timing timing_;
  std::size_t size_;
  std::vector<std::uint32_t> bound_;  // [subsidising host][host][sector]
  double months_;
};

// Firms of a payer itself that may take it, for capacity that they add at home.
void add_home_changes(std::vector<LeverChange>& changes, const std::vector<NamedRegion>& owners,
                      const std::vector<NamedRegion>& hosts, const std::vector<std::size_t>& sectors,
                      double amount, const WorldTable& table) {
  const Axes axes = table.axes();
  for (const NamedRegion& owner : owners) {
    for (const NamedRegion& host : hosts) {
      const DaySpan days = owner.days.cut(host.days);
      if (amount == 0.0 || owner.region != host.region || days.empty()) continue;
      LeverChange change{&Levers::plant_wedge, Combine::sum, axes.n_regions() * axes.n_groups(), days, {}};
      for (const std::size_t k : sectors) {
        const GroupId group = axes.group(RegionId(host.region), SectorId(k));
        change.elements.push_back(
            {static_cast<std::uint32_t>(axes.at(RegionId(owner.region), group)), amount});
      }
      changes.push_back(std::move(change));
    }
  }
}

std::unique_ptr<Instrument> make_capital_subsidy(const Values& values, const WorldTable& table) {
  const std::vector<NamedRegion> hosts = named_regions(values, "host", table);
  const std::vector<std::size_t> sectors = selected_sectors(values, "sector", table);
  std::vector<LeverChange> changes;
  add_pair_changes(changes, &Levers::plant_wedge, Combine::sum, named_regions(values, "owner", table), hosts,
                   sectors, log_left(values), table);
  add_home_changes(changes, named_regions(values, "owner", table), hosts, sectors, log_left(values), table);
  const Timing timing = timing_of(values);
  if (!values.has("guardrail_host")) return std::make_unique<DatedChanges>(timing, std::move(changes));
  const Axes axes = table.axes();
  std::vector<std::uint32_t> bound;
  for (const NamedRegion& host : hosts) {
    for (const NamedRegion& other : named_regions(values, "guardrail_host", table)) {
      for (const std::size_t sector : sectors)
        bound.push_back(static_cast<std::uint32_t>(
            axes.at(RegionId(host.region), axes.group(RegionId(other.region), SectorId(sector)))));
    }
  }
  const std::size_t size = axes.n_regions() * axes.n_groups();
  return std::make_unique<BindingSubsidy>(DatedChanges(timing, std::move(changes)), timing, size,
                                          std::move(bound),
                                          static_cast<double>(values.get<std::int64_t>("guardrail_time")));
}

KeySpec time_key() {
  return default_key(
      "guardrail_time", KeyType::duration, "10 years",
      "How long the guardrail binds a firm, from its decision for a plant with the subsidy on (CHIPS "
      "Act: 10 years).");
}

}  // namespace

PolicyDescriptor capital_subsidy_policy() {
  PolicyDescriptor policy;
  policy.name = "capital_subsidy";
  policy.summary =
      "A capital subsidy: the treasury pays a part of the cost of plants, of foreign firms and of home firms "
      "that "
      "expand, on conditions.";
  policy.keys = joined(
      {{required_key("host", KeyType::regions, "Regions or clubs that pay for plants with them."),
        optional_key(
            "owner", KeyType::regions,
            "Regions or clubs whose firms may take it, the payer's own for what they add at home; default: "
            "all."),
        optional_key("sector", KeyType::sectors, "Sectors concerned; default: all goods sectors."),
        required_share_key("rate", "Part of the cost of a plant that is paid; at most 0.95 with scale."),
        optional_key("guardrail_host", KeyType::regions,
                     "Hosts in which firms that take the subsidy may not open or expand plants."),
        time_key(), scale_key()},
       date_keys()});
  policy.check = only_dates;
  policy.complete = complete_announced;
  policy.make = make_capital_subsidy;
  policy.acts_through = {"sites"};
  return policy;
}

}  // namespace entrepot::models
