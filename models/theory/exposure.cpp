#include "models/theory/exposure.hpp"

#include <limits>

#include "sim/core/error.hpp"

namespace entrepot::theory {

using Index = Eigen::Index;

namespace {

// [origin][group] 1 where the group is a counted sector of the origin.
Eigen::MatrixXd selector(const InterCountryFlows& flows, const std::vector<bool>& counted) {
  ENTREPOT_VALIDATE(counted.size() == flows.sectors, "one flag per sector");
  Eigen::MatrixXd out =
      Eigen::MatrixXd::Zero(static_cast<Index>(flows.regions), static_cast<Index>(flows.groups()));
  for (std::size_t g = 0; g < flows.groups(); ++g) {
    if (counted[g % flows.sectors]) out(static_cast<Index>(g / flows.sectors), static_cast<Index>(g)) = 1.0;
  }
  return out;
}

}  // namespace

Exposure exposure(const Leontief& system, const std::vector<bool>& counted) {
  const Eigen::MatrixXd origins = selector(system.flows(), counted);
  Exposure out;
  out.face_value = origins * system.coefficients();
  // s'(L - I) = s'A L: no unit is subtracted, so small exposures keep all their digits.
  out.look_through = system.times_inverse(out.face_value);
  return out;
}

Eigen::MatrixXd pool_users(const Leontief& system, const Eigen::MatrixXd& by_group,
                           const std::vector<bool>& counted) {
  Eigen::MatrixXd users = selector(system.flows(), counted).transpose();  // [group][region]
  const Eigen::VectorXd made = users.transpose() * system.output();
  for (Index n = 0; n < users.cols(); ++n) {
    if (made[n] > 0.0) users.col(n) = users.col(n).cwiseProduct(system.output()) / made[n];
  }
  return by_group * users;
}

Eigen::MatrixXd hidden_exposure(const Eigen::MatrixXd& face_value, const Eigen::MatrixXd& look_through) {
  constexpr double missing = std::numeric_limits<double>::quiet_NaN();
  return face_value.binaryExpr(
      look_through, [](double direct, double all) { return direct > 0.0 ? all / direct : missing; });
}

}  // namespace entrepot::theory
