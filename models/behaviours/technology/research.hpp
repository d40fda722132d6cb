// Research of firms that are denied foreign inputs or knowledge, and research that policies pay.
#pragma once

#include <vector>

#include "models/behaviours/model.hpp"
#include "sim/engine/action.hpp"

namespace entrepot {

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
  [[nodiscard]] double log_productivity(std::size_t group) const { return log_productivity_[group]; }
  // R over the base.
  [[nodiscard]] double effort(std::size_t group) const { return effort_[group]; }

 private:
  void find_denied(StepContext& context);

  const World& world_;
  LearningSettings settings_;
  std::vector<double> ban_;               // lever for which `denied_` was found
  std::vector<double> denied_;            // [group] by bans, 0 to 1
  std::vector<double> source_share_;      // [group][source region] of base inputs from abroad
  std::vector<double> effort_;            // [group] R
  std::vector<double> capital_;           // [group] K
  std::vector<double> paid_;              // [group] ln, by policies so far
  std::vector<double> log_productivity_;  // [group]
};

}  // namespace entrepot
