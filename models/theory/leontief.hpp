// The quantity system of an inter-country table: input coefficients and what the Leontief inverse does to
// them. Knows no world and no file: matrices in, matrices out.
//
// group = region * sectors + sector. Users and sellers are classes: the groups, and after them parts of
// groups that buy and sell in their own way, such as plants of foreign owners, which the group then is
// without (processing trade apart from the rest: Koopman, Wang and Wei 2012, "Estimating domestic content in
// exports when processing trade is pervasive", Journal of Development Economics 99). A unit of output of
// class j takes a_ij = Z_ij / x_j of class i's output; x = A x + f gives x = (I - A)^-1 f = L f (Leontief
// 1936; Miller and Blair 2009, ch. 2).
#pragma once

#include <Eigen/Dense>
#include <Eigen/SparseCore>
#include <cstddef>
#include <vector>

namespace entrepot::theory {

// The part of a group's sales to a destination that a third region handed on: it crossed the hub's border
// last.
struct Detour {
  std::size_t group = 0;
  std::size_t hub = 0;
  std::size_t destination = 0;
  double share = 0.0;
};

// Sales of one period at basic prices, in any unit of money. Places are those of production: goods that take
// a detour are still sold by who made them.
struct InterCountryFlows {
  std::size_t regions = 0;
  std::size_t sectors = 0;
  Eigen::MatrixXd intermediate;         // Z [seller class][user class]
  Eigen::MatrixXd final_use;            // F [seller class][destination]
  std::vector<std::size_t> parts = {};  // group of every class beyond the groups
  std::vector<Detour> detours = {};     // none: everything goes straight

  [[nodiscard]] std::size_t groups() const { return regions * sectors; }
  [[nodiscard]] std::size_t classes() const { return groups() + parts.size(); }
  [[nodiscard]] std::size_t group_of(std::size_t one) const {
    return one < groups() ? one : parts[one - groups()];
  }
  [[nodiscard]] std::size_t region_of(std::size_t one) const { return group_of(one) / sectors; }
  [[nodiscard]] std::size_t sector_of(std::size_t one) const { return group_of(one) % sectors; }
  // In rising order, so a region's sectors first.
  [[nodiscard]] std::vector<Eigen::Index> classes_of(std::size_t region) const;
};

class Leontief {
 public:
  // Shapes that do not fit or negative flows are a BugError. A class that sells nothing has no inputs. The
  // system is factorised once, by dense LU: tables of firms' flows have few zeros and their factors none.
  // Where factors of all classes would cost more than twice those of the groups, only the groups' block is
  // factorised, and the parts are joined by iteration.
  explicit Leontief(InterCountryFlows flows);

  [[nodiscard]] const InterCountryFlows& flows() const { return flows_; }
  [[nodiscard]] const Eigen::VectorXd& output() const { return output_; }              // x [class]
  [[nodiscard]] const Eigen::MatrixXd& coefficients() const { return coefficients_; }  // A [seller][user]

  // v [class] = 1 - sum_i a_ij: value added, duties on inputs included, per unit of output. May be negative.
  [[nodiscard]] const Eigen::VectorXd& value_added_share() const { return value_added_share_; }

  // Whether L exists and is nonnegative, that is the spectral radius of A is below 1 (Hawkins and Simon
  // 1949): exactly when all backward multipliers 1'L are at least 1. Where it is false the other results mean
  // nothing.
  [[nodiscard]] bool productive() const { return productive_; }

  // rows [r][class] times L, by solving with the factors; L itself is never formed.
  [[nodiscard]] Eigen::MatrixXd times_inverse(const Eigen::MatrixXd& rows) const;

 private:
  void factorise();
  // Solves (I - A)' x = b by block Gauss-Seidel, groups before parts: a regular splitting of an M-matrix, so
  // it converges exactly where L exists and is nonnegative (Varga 1962, "Matrix Iterative Analysis", theorem
  // 3.13). NaN where it does not.
  [[nodiscard]] Eigen::MatrixXd solve(const Eigen::MatrixXd& columns) const;

  InterCountryFlows flows_;
  Eigen::VectorXd output_;
  Eigen::MatrixXd coefficients_;
  Eigen::VectorXd value_added_share_;
  Eigen::PartialPivLU<Eigen::MatrixXd> transposed_;  // of (I - A)': of all classes, or of the groups
  // Blocks of A' [user][seller] that are joined by iteration; empty where all classes are factorised.
  Eigen::SparseMatrix<double> to_groups_, from_groups_, between_parts_;
  bool productive_ = false;
};

}  // namespace entrepot::theory
