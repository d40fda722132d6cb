// What the plants of foreign owners are to make and sell, from the figures, with the figures' conflicts
// settled.
#pragma once

#include <string>
#include <vector>

#include "sim/world/table.hpp"

namespace entrepot {

// Of one owner in one (host, sector), million USD per year at basic prices.
struct OwnerTarget {
  RegionId owner;
  bool contract_maker = false;
  double output = 0.0;
  double exports = 0.0;
  std::vector<double> flow;  // [destination of GroupTargets]
};

struct GroupTargets {
  std::vector<RegionId> destinations;  // flows for which the host and sector have figures
  std::vector<OwnerTarget> owners;     // foreign, ascending
};

struct OwnerTargets {
  std::vector<GroupTargets> of;    // [group]
  std::vector<std::string> notes;  // conflicts, one sentence each
};

// `judgement_scale`: factor on figures that are judgements, by which their weight in results is seen.
// Where figures conflict, a flow to one destination rules over exports and these over output: the weaker is
// raised; where owners together would hold more than there is, all of them give way in proportion.
[[nodiscard]] OwnerTargets owner_targets(const WorldTable& table, double judgement_scale);

}  // namespace entrepot
