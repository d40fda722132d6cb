#include "sim/world/ownership/profit_owners.hpp"

#include "sim/world/ownership/owner_targets.hpp"

namespace entrepot {

double profit_part_abroad(bool contract_maker, double markup) {
  const double margin = 1.0 - 1.0 / markup;
  return contract_maker && margin > contract_margin ? contract_margin / margin : 1.0;
}

std::vector<double> profit_owners(const WorldTable& table, const std::vector<double>& markup,
                                  double judgement_scale) {
  if (table.owner_shares.empty()) return {};
  const Axes axes = table.axes();
  const OwnerTargets targets = owner_targets(table, judgement_scale);
  std::vector<double> profit(axes.n_groups() * axes.n_regions(), 0.0);
  for (const GroupId group : axes.groups()) {
    const std::size_t g = group.index();
    for (const OwnerTarget& owner : targets.of[g].owners) {
      if (!(table.output[g] > 0.0)) continue;
      profit[axes.at(group, owner.owner)] =
          owner.output / table.output[g] * profit_part_abroad(owner.contract_maker, markup[g]);
    }
  }
  return profit;
}

}  // namespace entrepot
