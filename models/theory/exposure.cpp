#include "models/theory/exposure.hpp"

#include <limits>

#include "models/theory/last_border.hpp"
#include "sim/core/error.hpp"

namespace entrepot::theory {

using Index = Eigen::Index;

namespace {

// [origin][class] 1 where the class is of a counted sector of the origin.
Eigen::MatrixXd selector(const InterCountryFlows& flows, const std::vector<bool>& counted) {
  ENTREPOT_VALIDATE(counted.size() == flows.sectors, "one flag per sector");
  Eigen::MatrixXd out =
      Eigen::MatrixXd::Zero(static_cast<Index>(flows.regions), static_cast<Index>(flows.classes()));
  for (std::size_t c = 0; c < flows.classes(); ++c) {
    if (counted[flows.sector_of(c)]) out(static_cast<Index>(flows.region_of(c)), static_cast<Index>(c)) = 1.0;
  }
  return out;
}

// Books goods that take a detour under the hub: [origin][user class].
void book_at_hubs(const Leontief& system, const std::vector<bool>& counted, Eigen::MatrixXd& face_value) {
  const InterCountryFlows& flows = system.flows();
  const GroupMembers members(flows);
  for (const Detour& detour : flows.detours) {
    if (!counted[detour.group % flows.sectors]) continue;
    for (const Index user : flows.classes_of(detour.destination)) {
      double bought = 0.0;
      for (const Index seller : members.of(detour.group)) bought += system.coefficients()(seller, user);
      face_value(static_cast<Index>(detour.group / flows.sectors), user) -= detour.share * bought;
      face_value(static_cast<Index>(detour.hub), user) += detour.share * bought;
    }
  }
}

// Columns of by_class, added up with output as weights: `into` [class][pool] is 1 where the class belongs.
Eigen::MatrixXd pool(const Leontief& system, const Eigen::MatrixXd& by_class, Eigen::MatrixXd into) {
  const Eigen::VectorXd made = into.transpose() * system.output();
  for (Index p = 0; p < into.cols(); ++p) {
    if (made[p] > 0.0) into.col(p) = into.col(p).cwiseProduct(system.output()) / made[p];
  }
  return by_class * into;
}

}  // namespace

Exposure exposure(const Leontief& system, const std::vector<bool>& counted) {
  const Eigen::MatrixXd origins = selector(system.flows(), counted);
  Exposure out;
  const Eigen::MatrixXd direct = origins * system.coefficients();
  // s'(L - I) = s'A L: no unit is subtracted, so small exposures keep all their digits.
  out.look_through = system.times_inverse(direct);
  out.face_value = direct;
  book_at_hubs(system, counted, out.face_value);
  return out;
}

Eigen::MatrixXd pool_classes(const Leontief& system, const Eigen::MatrixXd& by_class) {
  const InterCountryFlows& flows = system.flows();
  if (flows.parts.empty()) return by_class;
  Eigen::MatrixXd into =
      Eigen::MatrixXd::Zero(static_cast<Index>(flows.classes()), static_cast<Index>(flows.groups()));
  for (std::size_t c = 0; c < flows.classes(); ++c)
    into(static_cast<Index>(c), static_cast<Index>(flows.group_of(c))) = 1.0;
  return pool(system, by_class, std::move(into));
}

Eigen::MatrixXd pool_users(const Leontief& system, const Eigen::MatrixXd& by_class,
                           const std::vector<bool>& counted) {
  return pool(system, by_class, selector(system.flows(), counted).transpose());
}

std::vector<Eigen::MatrixXd> look_through_by_border(const Leontief& system, const Exposure& exposure,
                                                    const std::vector<bool>& counted) {
  const Eigen::MatrixXd origins = selector(system.flows(), counted);
  std::vector<Eigen::MatrixXd> out;
  for (std::size_t n = 0; n < system.flows().regions; ++n) {
    const auto destination = static_cast<Index>(n);
    Eigen::VectorXd user = origins.row(destination).transpose().cwiseProduct(system.output());
    const double made = user.sum();
    if (made > 0.0) user /= made;
    const HomeRounds rounds(system, n, user);
    Eigen::MatrixXd by_border = by_last_border(system, n, origins + exposure.look_through, rounds.bought);
    by_border(destination, destination) = origins.row(destination).dot(rounds.made - user);
    out.push_back(std::move(by_border));
  }
  return out;
}

Eigen::MatrixXd hidden_exposure(const Eigen::MatrixXd& face_value, const Eigen::MatrixXd& look_through) {
  constexpr double missing = std::numeric_limits<double>::quiet_NaN();
  return face_value.binaryExpr(
      look_through, [](double direct, double all) { return direct > 0.0 ? all / direct : missing; });
}

}  // namespace entrepot::theory
