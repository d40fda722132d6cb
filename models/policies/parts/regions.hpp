// Regions as keys name them: one by one, or as clubs whose members come and go.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/policies/parts/timing.hpp"
#include "sim/world/table.hpp"

namespace entrepot::models {

// A region and days on which it is named. The periods of one region are disjoint and ascend.
struct NamedRegion {
  std::size_t region = 0;
  DaySpan days;
  bool operator==(const NamedRegion&) const = default;
};

// By region, then by day. A region named twice (itself and its club, two clubs) counts once.
[[nodiscard]] std::vector<NamedRegion> named_regions(const Names& names, const WorldTable& table);
// The same for a key; all regions of the world, always, where it is absent.
[[nodiscard]] std::vector<NamedRegion> named_regions(const Values& values, const std::string& key,
                                                     const WorldTable& table);

// `all` without the days on which a region is in `without`.
[[nodiscard]] std::vector<NamedRegion> minus(const std::vector<NamedRegion>& all,
                                             const std::vector<NamedRegion>& without);

// Position of a name that the reader has checked.
[[nodiscard]] std::size_t index_of(const std::vector<std::string>& all, const std::string& name);
[[nodiscard]] bool contains(const std::vector<std::string>& all, const std::string& name);

}  // namespace entrepot::models
