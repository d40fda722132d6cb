// How much a producer depends on another region's goods, at face value and looking through the chain.
#pragma once

#include <vector>

#include "models/theory/leontief.hpp"

namespace entrepot::theory {

// Goods of an origin's counted sectors per unit of the user's output, [origin][user class], money per money.
//   face value:    sum over counted sectors k of the origin of a_(i,k),j      (bought directly)
//   look-through:  the same sum of the elements of L - I                      (bought at any stage)
// Face value is what the buyer's customs see: a good that takes a detour counts for the hub that handed it
// on. Looking through, it counts for its maker. (Baldwin, Freeman and Theodorakopoulos 2023, "Hidden
// Exposure", Brookings Papers on Economic Activity, Fall, pp. 79-167: face-value and look-through exposure;
// here gross, as they measure it, and per unit of output.)
struct Exposure {
  Eigen::MatrixXd face_value;
  Eigen::MatrixXd look_through;
};

// `counted` [sector] says which sectors of the origin count (theirs: manufacturing).
[[nodiscard]] Exposure exposure(const Leontief& system, const std::vector<bool>& counted);

// Exposure of groups, and of a region's counted sectors taken together, output as weights: [origin][group]
// and [origin][region]. 0 where they make nothing.
[[nodiscard]] Eigen::MatrixXd pool_classes(const Leontief& system, const Eigen::MatrixXd& by_class);
[[nodiscard]] Eigen::MatrixXd pool_users(const Leontief& system, const Eigen::MatrixXd& by_class,
                                         const std::vector<bool>& counted);

// Look-through exposure of a destination's counted sectors taken together, by the last border that the goods,
// or what they are in, crossed into it: [destination] of [origin][border], summing over borders to
// pool_users. The region's own goods that never left it are on the diagonal.
[[nodiscard]] std::vector<Eigen::MatrixXd> look_through_by_border(const Leontief& system,
                                                                  const Exposure& exposure,
                                                                  const std::vector<bool>& counted);

// Look-through over face value, element by element; NaN where nothing is bought directly.
[[nodiscard]] Eigen::MatrixXd hidden_exposure(const Eigen::MatrixXd& face_value,
                                              const Eigen::MatrixXd& look_through);

}  // namespace entrepot::theory
