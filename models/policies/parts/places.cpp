#include "models/policies/parts/places.hpp"

#include <algorithm>

namespace entrepot::models {

std::vector<std::size_t> selected_sectors(const Values& values, const std::string& key,
                                          const WorldTable& table) {
  std::vector<std::size_t> found;
  for (std::size_t k = 0; k < table.n_sectors(); ++k) {
    const bool chosen =
        values.has(key) ? contains(values.get<Names>(key), table.sectors[k]) : table.sector_is_goods[k];
    if (chosen) found.push_back(k);
  }
  return found;
}

void add_pair_changes(std::vector<LeverChange>& changes, std::vector<double> Levers::*lever, Combine combine,
                      const std::vector<NamedRegion>& firsts, const std::vector<NamedRegion>& seconds,
                      const std::vector<std::size_t>& sectors, double amount, const WorldTable& table) {
  const Axes axes = table.axes();
  const std::size_t size = axes.n_regions() * axes.n_groups();
  for (const NamedRegion& first : firsts) {
    for (const NamedRegion& second : seconds) {
      const DaySpan days = first.days.cut(second.days);
      if (amount == 0.0 || first.region == second.region || days.empty()) continue;
      LeverChange change{lever, combine, size, days, {}};
      for (const std::size_t k : sectors) {
        const std::size_t at =
            axes.at(RegionId(first.region), axes.group(RegionId(second.region), SectorId(k)));
        change.elements.push_back({static_cast<std::uint32_t>(at), amount});
      }
      changes.push_back(std::move(change));
    }
  }
}

void add_group_changes(std::vector<LeverChange>& changes, std::vector<double> Levers::*lever, Combine combine,
                       const std::vector<NamedRegion>& regions, const std::vector<std::size_t>& sectors,
                       double amount, const WorldTable& table) {
  for (const NamedRegion& named : regions) {
    if (amount == 0.0) return;
    LeverChange change{lever, combine, table.n_groups(), named.days, {}};
    for (const std::size_t k : sectors)
      change.elements.push_back({table.axes().group(RegionId(named.region), SectorId(k)).get(), amount});
    changes.push_back(std::move(change));
  }
}

std::vector<double> political_ranks(std::size_t region, const WorldTable& table) {
  const std::size_t n = table.n_regions();
  std::vector<double> ranks(n, 0.0);
  const auto distance = [&](std::size_t other) {
    return table.political_distance[table.axes().at(RegionId(region), RegionId(other))];
  };
  for (std::size_t other = 0; other < n && n > 2; ++other) {
    if (other == region) continue;
    double nearer = 0.0;
    for (std::size_t third = 0; third < n; ++third) {
      if (third == region || third == other) continue;
      nearer += distance(third) < distance(other) ? 1.0 : distance(third) == distance(other) ? 0.5 : 0.0;
    }
    ranks[other] = nearer / static_cast<double>(n - 2);
  }
  return ranks;
}

std::vector<double> relative_distances(std::size_t region, const WorldTable& table) {
  const std::size_t n = table.n_regions();
  const double* const distance = &table.distance_km[table.axes().at(RegionId(region), RegionId(0))];
  double farthest = 0.0;
  for (std::size_t other = 0; other < n; ++other) {
    if (other != region) farthest = std::max(farthest, distance[other]);
  }
  std::vector<double> relative(n, 0.0);
  for (std::size_t other = 0; other < n; ++other) {
    if (other != region) relative[other] = distance[other] / farthest;
  }
  return relative;
}

}  // namespace entrepot::models
