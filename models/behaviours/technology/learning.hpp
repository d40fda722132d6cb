// Learning by doing in every (region, sector).
#pragma once

#include <vector>

#include "models/behaviours/technology/learning_settings.hpp"
#include "sim/engine/action.hpp"

namespace entrepot::models {

// Unit cost falls with experience, cost ~ E^-b, where experience depreciates: E' = (1 - d) E + d y, y output
// over the base with the demand trend taken out, so that E = 1 while a world stands still (Arrow 1962;
// depreciation: Benkard 2000; model.md section 7). Sites teach the group they stand in, local firms included.
class Learning {
 public:
  Learning(const World& world, const LearningSettings& settings);
  void update(StepContext& context);
  // What experience adds to ln of productivity of a group; after update().
  [[nodiscard]] double log_productivity(const State& state, std::size_t group) const;

 private:
  const World& world_;
  LearningSettings settings_;
  std::vector<double> base_output_;  // [group] goods units per month
};

}  // namespace entrepot::models
