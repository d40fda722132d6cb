// What a region buys abroad for its own use, and by which border it comes: what the measures of value added
// and of exposure by the last border share.
#pragma once

#include <vector>

#include "models/theory/leontief.hpp"

namespace entrepot::theory {

// Classes of each group: the group itself first.
class GroupMembers {
 public:
  explicit GroupMembers(const InterCountryFlows& flows);
  [[nodiscard]] const std::vector<Eigen::Index>& of(std::size_t group) const { return members_[group]; }

 private:
  std::vector<std::vector<Eigen::Index>> members_;
};

// Demand of one region, met as far as it can be without leaving it: with y = (I - A_nn)^-1 f_n,
struct HomeRounds {
  // `demand` [class]: f, of the region's own use.
  HomeRounds(const Leontief& system, std::size_t region, const Eigen::VectorXd& demand);

  Eigen::VectorXd made;    // [class] y; 0 abroad
  Eigen::VectorXd bought;  // [class] f + A y abroad; 0 at home
};

// What is in `bought` [class] of a destination, at inside [origin][class] per unit, by the region that
// delivered it last: [origin][border]. Detours count under the hub. The destination's own column is 0.
[[nodiscard]] Eigen::MatrixXd by_last_border(const Leontief& system, std::size_t destination,
                                             const Eigen::MatrixXd& inside, const Eigen::VectorXd& bought);

}  // namespace entrepot::theory
