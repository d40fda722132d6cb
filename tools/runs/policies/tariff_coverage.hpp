// How much of the base's trade a tariff speaks of.
#pragma once

#include "scenarios/reader/scenario.hpp"
#include "sim/world/table.hpp"

namespace entrepot::tools {

// Goods trade of the base that a tariff can reach, its importers' purchases from its origins, and the part of
// it that its products or its schedule cover; million USD per year. Nothing for policies that are no tariffs.
struct Coverage {
  double reach = 0.0;
  double covered = 0.0;
};
[[nodiscard]] Coverage tariff_coverage(const scenarios::PolicySpec& policy, const WorldTable& table);

}  // namespace entrepot::tools
