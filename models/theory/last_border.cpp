#include "models/theory/last_border.hpp"

namespace entrepot::theory {

using Index = Eigen::Index;

GroupMembers::GroupMembers(const InterCountryFlows& flows) : members_(flows.groups()) {
  for (std::size_t c = 0; c < flows.classes(); ++c)
    members_[flows.group_of(c)].push_back(static_cast<Index>(c));
}

HomeRounds::HomeRounds(const Leontief& system, std::size_t region, const Eigen::VectorXd& demand)
    : made(Eigen::VectorXd::Zero(demand.size())), bought(demand) {
  const std::vector<Index> home = system.flows().classes_of(region);
  const auto size = static_cast<Index>(home.size());
  const Eigen::MatrixXd inside = system.coefficients()(home, home);
  const Eigen::VectorXd rounds =
      (Eigen::MatrixXd::Identity(size, size) - inside).partialPivLu().solve(demand(home));
  for (Index c = 0; c < size; ++c) {
    made[home[static_cast<std::size_t>(c)]] = rounds[c];
    bought += system.coefficients().col(home[static_cast<std::size_t>(c)]) * rounds[c];
  }
  for (const Index c : home) bought[c] = 0.0;
}

Eigen::MatrixXd by_last_border(const Leontief& system, std::size_t destination, const Eigen::MatrixXd& inside,
                               const Eigen::VectorXd& bought) {
  const InterCountryFlows& flows = system.flows();
  const auto regions = static_cast<Index>(flows.regions);
  Eigen::MatrixXd out = Eigen::MatrixXd::Zero(regions, regions);
  for (std::size_t c = 0; c < flows.classes(); ++c)
    out.col(static_cast<Index>(flows.region_of(c))) +=
        inside.col(static_cast<Index>(c)) * bought[static_cast<Index>(c)];
  const GroupMembers members(flows);
  for (const Detour& detour : flows.detours) {
    if (detour.destination != destination) continue;
    Eigen::VectorXd handed_on = Eigen::VectorXd::Zero(regions);
    for (const Index c : members.of(detour.group)) handed_on += inside.col(c) * bought[c];
    out.col(static_cast<Index>(detour.group / flows.sectors)) -= detour.share * handed_on;
    out.col(static_cast<Index>(detour.hub)) += detour.share * handed_on;
  }
  return out;
}

}  // namespace entrepot::theory
