// Groups of firms that stay the same all through a run and its baseline: what the results of firms are told
// apart by (docs/decisions/0079-groups-of-firms.md).
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "outputs/metrics/metric.hpp"
#include "sim/world/state/buyers.hpp"

namespace entrepot::outputs {

// The axis `firm_group`: firms of goods sectors, by their links of the base. Each pair or triple holds every
// firm once. After these follows one group per region: firms that sell there more than in any other region
// abroad, and at least `exposed_share` of all they sell; a duty of that region treats those.
enum class FirmGroup : std::uint8_t {
  listed,        // named on an entity list of the scenario, in force or not
  supplier,      // sells to a listed firm
  other,         // neither
  large,         // the largest firms of its region and sector, which make half of their output
  small,         // the rest
  exporter,      // sells abroad
  non_exporter,  // does not
  foreign,       // has an owner abroad
  home,          // has not
  home_market,   // no region abroad takes `exposed_share` of what it sells
};
inline constexpr std::size_t n_firm_groups = 10;  // without those of regions

inline constexpr float exposed_share = 0.1F;

[[nodiscard]] inline bool has_firm_groups(const Metric& metric) {
  return std::ranges::find(metric.axes, "firm_group") != metric.axes.end();
}

class FirmGroups {
 public:
  // `status`: State::firm_status, empty where no list names firms.
  FirmGroups(const World& world, std::span<const FirmStatus> status);

  // Groups of a firm of the world, or of a plant opened since: those of its owner, but foreign.
  template <class Visit>
  void for_each_group(const State& state, std::uint32_t firm, const Visit& visit) const {
    const bool site = firm >= of_.size();
    const Memberships& in = of_[site ? state.sites.site[firm - of_.size()].owner : firm];
    if (!in.goods) return;
    visit(in.policies);
    visit(in.size);
    visit(in.trade);
    visit(site ? static_cast<std::uint16_t>(FirmGroup::foreign) : in.owner);
    visit(in.market);
  }

 private:
  struct Memberships {
    bool goods = false;
    std::uint16_t policies = 0, size = 0, trade = 0, owner = 0, market = 0;
  };
  std::vector<Memberships> of_;  // [firm of the world]
};

// out [group of firms][region where they stand] = sum of take(firm id), an integer, times `unit`.
template <class Take>
void sum_firm_groups(const MetricView& view, std::span<double> out, double unit, const Take& take) {
  const Axes axes = view.world.axes();
  std::vector<std::int64_t> sums(out.size(), 0);
  for (const GroupId group : axes.groups()) {
    const std::size_t region = axes.region_of(group).index();
    for_each_firm(view.world, view.state, group.index(), [&](std::uint32_t firm) {
      const std::int64_t amount = take(firm);
      view.firm_groups->for_each_group(
          view.state, firm, [&](std::size_t in) { sums[in * axes.n_regions() + region] += amount; });
    });
  }
  for (std::size_t at = 0; at < out.size(); ++at) out[at] = static_cast<double>(sums[at]) * unit;
}

}  // namespace entrepot::outputs
