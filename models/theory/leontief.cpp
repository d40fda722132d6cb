#include "models/theory/leontief.hpp"

#include <limits>
#include <utility>

#include "sim/core/error.hpp"

namespace entrepot::theory {

namespace {

using Index = Eigen::Index;

// Above it (value added below a billionth of output) the solution is rounding, whatever its sign. NaN fails
// too.
constexpr double largest_multiplier = 1e9;

void check(const InterCountryFlows& flows) {
  const auto classes = static_cast<Index>(flows.classes());
  ENTREPOT_VALIDATE(classes > 0 && flows.intermediate.rows() == classes &&
                        flows.intermediate.cols() == classes && flows.final_use.rows() == classes &&
                        flows.final_use.cols() == static_cast<Index>(flows.regions),
                    "flows must have one row per class and one column per user");
  for (const std::size_t group : flows.parts)
    ENTREPOT_VALIDATE(group < flows.groups(), "a class must be part of a group");
  ENTREPOT_VALIDATE(flows.intermediate.minCoeff() >= 0.0 && flows.final_use.minCoeff() >= 0.0,
                    "flows between groups are never negative");
}

Eigen::MatrixXd input_coefficients(const InterCountryFlows& flows, const Eigen::VectorXd& output) {
  Eigen::MatrixXd out = flows.intermediate;
  for (Index user = 0; user < out.cols(); ++user) {
    if (output[user] > 0.0) {
      out.col(user) /= output[user];
    } else {
      out.col(user).setZero();
    }
  }
  return out;
}

// A dense LU of n classes costs n^3; with this many parts that is more than twice the cost of the groups
// alone.
bool too_many_parts(const InterCountryFlows& flows) {
  const auto groups = static_cast<double>(flows.groups());
  const auto classes = static_cast<double>(flows.classes());
  return classes * classes * classes > 2.0 * groups * groups * groups;
}

constexpr int most_rounds = 1000;

// Small elements keep their digits too, down to the rounding of the largest.
bool settled(const Eigen::MatrixXd& before, const Eigen::MatrixXd& after) {
  const double rounding = 1e-16 * after.cwiseAbs().maxCoeff();
  return ((after - before).array().abs() <= 1e-14 * after.array().abs() + rounding).all();
}

}  // namespace

std::vector<Eigen::Index> InterCountryFlows::classes_of(std::size_t region) const {
  std::vector<Index> out;
  for (std::size_t k = 0; k < sectors; ++k) out.push_back(static_cast<Index>(region * sectors + k));
  for (std::size_t p = 0; p < parts.size(); ++p) {
    if (parts[p] / sectors == region) out.push_back(static_cast<Index>(groups() + p));
  }
  return out;
}

Leontief::Leontief(InterCountryFlows flows) : flows_(std::move(flows)) {
  check(flows_);
  output_ = flows_.intermediate.rowwise().sum() + flows_.final_use.rowwise().sum();
  coefficients_ = input_coefficients(flows_, output_);
  value_added_share_ = 1.0 - coefficients_.colwise().sum().transpose().array();
  factorise();
  const Eigen::VectorXd multipliers = solve(Eigen::VectorXd::Ones(coefficients_.rows()));
  productive_ = multipliers.minCoeff() >= 1.0 - 1e-9 && multipliers.maxCoeff() < largest_multiplier;
}

void Leontief::factorise() {
  const bool split = too_many_parts(flows_);
  const Index all = coefficients_.rows();
  const Index factorised = split ? static_cast<Index>(flows_.groups()) : all;
  transposed_.compute(Eigen::MatrixXd::Identity(factorised, factorised) -
                      coefficients_.topLeftCorner(factorised, factorised).transpose());
  if (!split) return;
  const Index parts = all - factorised;
  to_groups_ = coefficients_.bottomLeftCorner(parts, factorised).transpose().sparseView();
  from_groups_ = coefficients_.topRightCorner(factorised, parts).transpose().sparseView();
  between_parts_ = coefficients_.bottomRightCorner(parts, parts).transpose().sparseView();
}

Eigen::MatrixXd Leontief::solve(const Eigen::MatrixXd& columns) const {
  if (between_parts_.rows() == 0) return transposed_.solve(columns);
  const Index groups = transposed_.rows();
  const Index parts = between_parts_.rows();
  Eigen::MatrixXd out = columns;
  for (int round = 0; round < most_rounds; ++round) {
    out.topRows(groups) = transposed_.solve(columns.topRows(groups) + to_groups_ * out.bottomRows(parts));
    const Eigen::MatrixXd last = out.bottomRows(parts);
    out.bottomRows(parts) =
        columns.bottomRows(parts) + from_groups_ * out.topRows(groups) + between_parts_ * last;
    if (settled(last, out.bottomRows(parts))) return out;
  }
  return Eigen::MatrixXd::Constant(out.rows(), out.cols(), std::numeric_limits<double>::quiet_NaN());
}

Eigen::MatrixXd Leontief::times_inverse(const Eigen::MatrixXd& rows) const {
  return solve(rows.transpose()).transpose();
}

}  // namespace entrepot::theory
