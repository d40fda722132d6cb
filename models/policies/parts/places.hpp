// Pairs of regions and sectors as keys name them, and how far regions are from each other.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "models/policies/parts/lever_change.hpp"
#include "models/policies/parts/regions.hpp"

namespace entrepot::models {

// Sectors that the key names; all goods sectors where it is absent.
[[nodiscard]] std::vector<std::size_t> selected_sectors(const Values& values, const std::string& key,
                                                        const WorldTable& table);

// One change of a lever [first][second][sector] per period, between different regions. No change where the
// amount is 0.
void add_pair_changes(std::vector<LeverChange>& changes, std::vector<double> Levers::*lever, Combine combine,
                      const std::vector<NamedRegion>& firsts, const std::vector<NamedRegion>& seconds,
                      const std::vector<std::size_t>& sectors, double amount, const WorldTable& table);

// One change of a lever [region][sector] per named region.
void add_group_changes(std::vector<LeverChange>& changes, std::vector<double> Levers::*lever, Combine combine,
                       const std::vector<NamedRegion>& regions, const std::vector<std::size_t>& sectors,
                       double amount, const WorldTable& table);

// Ranks of the other regions by political distance from `region`: 0 the nearest, 1 the farthest; equal
// distances share their mean rank. Ranks, because the distances of outliers dwarf all others.
[[nodiscard]] std::vector<double> political_ranks(std::size_t region, const WorldTable& table);
// Distances from `region` over that of the farthest region, 0 to 1.
[[nodiscard]] std::vector<double> relative_distances(std::size_t region, const WorldTable& table);

}  // namespace entrepot::models
