// What base plants add to the flat choice of origins, by the closed formula of model.md section 5.
#pragma once

#include <cstddef>
#include <vector>

#include "models/behaviours/model.hpp"
#include "sim/world/levers/levers.hpp"
#include "sim/world/world.hpp"

namespace entrepot::models {

// The formula's own assumptions: one enterprise per owner and product, whose plants are all of that owner's
// outside the destination; each sells at most `growth` times its base sales there; all contracts have chosen;
// no home tier.
struct ClosedFormula {
  double growth = 3.0;              // 1.25: spare capacity alone
  double home_multinational = 0.5;  // part of what owners make at home that competes with their plants abroad
};

// Change of goods-import shares of a destination at these duties with enterprises, less that without,
// [origin].
[[nodiscard]] std::vector<double> closed_formula(const World& world, const ModelSettings& settings,
                                                 const Levers& levers, std::size_t destination,
                                                 const ClosedFormula& formula);

}  // namespace entrepot::models
