#include "models/theory/leontief.hpp"

#include <utility>

#include "sim/core/error.hpp"

namespace entrepot::theory {

namespace {

using Index = Eigen::Index;

// Above it (value added below a billionth of output) the solution is rounding, whatever its sign. NaN fails
// too.
constexpr double largest_multiplier = 1e9;

void check(const InterCountryFlows& flows) {
  const auto groups = static_cast<Index>(flows.groups());
  ENTREPOT_VALIDATE(groups > 0 && flows.intermediate.rows() == groups &&
                        flows.intermediate.cols() == groups && flows.final_use.rows() == groups &&
                        flows.final_use.cols() == static_cast<Index>(flows.regions),
                    "flows must have one row per group and one column per user");
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

}  // namespace

Leontief::Leontief(InterCountryFlows flows) : flows_(std::move(flows)) {
  check(flows_);
  output_ = flows_.intermediate.rowwise().sum() + flows_.final_use.rowwise().sum();
  coefficients_ = input_coefficients(flows_, output_);
  value_added_share_ = 1.0 - coefficients_.colwise().sum().transpose().array();
  const Index groups = coefficients_.rows();
  transposed_.compute(Eigen::MatrixXd::Identity(groups, groups) - coefficients_.transpose());
  const Eigen::VectorXd multipliers = transposed_.solve(Eigen::VectorXd::Ones(groups));
  productive_ = multipliers.minCoeff() >= 1.0 - 1e-9 && multipliers.maxCoeff() < largest_multiplier;
}

Eigen::MatrixXd Leontief::times_inverse(const Eigen::MatrixXd& rows) const {
  return transposed_.solve(rows.transpose()).transpose();
}

}  // namespace entrepot::theory
