// Research of firms that are denied foreign inputs or knowledge, and research that policies pay.
#pragma once

#include <vector>

#include "models/behaviours/technology/learning_settings.hpp"
#include "sim/engine/action.hpp"

namespace entrepot::models {

// Knowledge capital (Griliches 1979), monthly, in every (region, sector), base = 1:
//   R' = (1 + response x denied - R) / lag,   K' = d ((1 - loss x listed) R - K),
//   ln A = elasticity x ln K + what the lever `research` has added.
// Denied: the larger of the share of the group's base output made by firms that had a link which is now
// banned, and of `listed`. Listed: the part of foreign knowledge that the lever `control` keeps away,
// weighted by the sources' shares in the group's base inputs from abroad (model.md section 7).
class Research {
 public:
  Research(const World& world, const LearningSettings& settings);
  void update(StepContext& context);
  // ln A of a group; after update().
  [[nodiscard]] double log_productivity(const State& state, std::size_t group) const;

 private:
  void find_denied(StepContext& context);

  const World& world_;
  LearningSettings settings_;
  // Follow from this step's lever and the base links alone; found anew when the lever has changed.
  std::vector<double> ban_;           // lever for which `denied_` was found
  std::vector<double> denied_;        // [group] by bans, 0 to 1
  std::vector<double> source_share_;  // [group][source region] of base inputs from abroad
};

}  // namespace entrepot::models
