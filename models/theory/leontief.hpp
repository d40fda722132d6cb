// The quantity system of an inter-country table: input coefficients and what the Leontief inverse does to
// them. Knows no world and no file: matrices in, matrices out.
//
// group = region * sectors + sector. A unit of output of group j takes a_ij = Z_ij / x_j of group i's output;
// x = A x + f gives x = (I - A)^-1 f = L f (Leontief 1936; Miller and Blair 2009, ch. 2).
#pragma once

#include <Eigen/Dense>
#include <cstddef>

namespace entrepot::theory {

// Sales of one period at basic prices, in any unit of money. Places are those of production: goods that take
// a detour are still sold by who made them.
struct InterCountryFlows {
  std::size_t regions = 0;
  std::size_t sectors = 0;
  Eigen::MatrixXd intermediate;  // Z [seller group][user group]
  Eigen::MatrixXd final_use;     // F [seller group][destination]

  [[nodiscard]] std::size_t groups() const { return regions * sectors; }
};

class Leontief {
 public:
  // Shapes that do not fit or negative flows are a BugError. A group that sells nothing has no inputs. The
  // system is factorised once, by dense LU: tables of firms' flows have few zeros and their factors none.
  explicit Leontief(InterCountryFlows flows);

  [[nodiscard]] const InterCountryFlows& flows() const { return flows_; }
  [[nodiscard]] const Eigen::VectorXd& output() const { return output_; }              // x [group]
  [[nodiscard]] const Eigen::MatrixXd& coefficients() const { return coefficients_; }  // A [seller][user]

  // v [group] = 1 - sum_i a_ij: value added, duties on inputs included, per unit of output. May be negative.
  [[nodiscard]] const Eigen::VectorXd& value_added_share() const { return value_added_share_; }

  // Whether L exists and is nonnegative, that is the spectral radius of A is below 1 (Hawkins and Simon
  // 1949): exactly when all backward multipliers 1'L are at least 1. Where it is false the other results mean
  // nothing.
  [[nodiscard]] bool productive() const { return productive_; }

  // rows [r][group] times L, by solving with the factors; L itself is never formed.
  [[nodiscard]] Eigen::MatrixXd times_inverse(const Eigen::MatrixXd& rows) const;

 private:
  InterCountryFlows flows_;
  Eigen::VectorXd output_;
  Eigen::MatrixXd coefficients_;
  Eigen::VectorXd value_added_share_;
  Eigen::PartialPivLU<Eigen::MatrixXd> transposed_;  // of (I - A)'
  bool productive_ = false;
};

}  // namespace entrepot::theory
