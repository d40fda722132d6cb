// Knowledge that comes with foreign inputs and from foreign-owned customers.
#pragma once

#include <cstdint>
#include <vector>

#include "models/behaviours/technology/learning_settings.hpp"
#include "sim/engine/action.hpp"

namespace entrepot::models {

// Catching up (Nelson and Phelps 1966; model.md section 7), every quarter, in every (region, sector):
//   d ln A = alpha (E gap - E_0 gap_0) dt,   gap = max(0, ln A* - ln A),
//   E = sum over sources r of (share of inputs bought in r + share of the home firms' sales that goes to
//   plants
//       in their region owned in r + v x share of output made by such plants) x (1 - control[n][r][sector]),
// v small: those who sell to foreign plants learn (backward linkages), their rivals little. A* the best
// region of the sector. The frontier's own growth just balances diffusion at the base, so base gaps stay
// while E stays; a lasting change of E moves the gap to gap_0 E_0 / E at the rate alpha E. The step is exact
// for a constant E and frontier. Initial gaps: WorldTable::technology_level.
class Diffusion {
 public:
  Diffusion(const World& world, const LearningSettings& settings);
  // Reads the use table of a quarter's end and productivity as of last step.
  void update(StepContext& context);
  // E of a group: 0 = closed to foreign knowledge.
  [[nodiscard]] double exposure(const StepContext& context, std::size_t group) const;
  [[nodiscard]] double base_exposure(std::size_t group) const { return base_exposure_[group]; }

 private:
  void sum_owned_output(const State& state);
  void sum_customers(const State& state);
  // Part of a source's knowledge that reaches a group.
  [[nodiscard]] double open(const StepContext& context, GroupId user, RegionId source) const;

  const World& world_;
  double rate_;                        // alpha, per year
  double same_sector_weight_;          // v
  double gap_scale_;                   // part of the gap of the data that is technology
  std::vector<double> base_gap_;       // [group]
  std::vector<double> base_exposure_;  // [group]
  // Of the quarter's end, for exposure(); empty before the first plant abroad.
  std::vector<double> owned_;    // [owner's region][group] goods shipped by plants abroad
  std::vector<double> shipped_;  // [group] goods shipped by all
  std::vector<double>
      sold_;  // [owner's region][group] share of home firms' sales to plants abroad in their region
};

// Gap of a group to the best region of its sector, ln; `log_productivity` [group] over the base, or empty.
// Zero everywhere where the world's data know no levels.
[[nodiscard]] std::vector<double> technology_gaps(const WorldTable& table, double scale,
                                                  const std::vector<double>& log_productivity);

}  // namespace entrepot::models
