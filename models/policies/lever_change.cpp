#include "models/policies/lever_change.hpp"

namespace entrepot {

namespace {

double neutral(Combine combine) { return combine == Combine::factor ? 1.0 : 0.0; }

double combined(Combine combine, double before, double amount) {
  switch (combine) {
    case Combine::overlap:
      return 1.0 - (1.0 - before) * (1.0 - amount);
    case Combine::factor:
      return before * (1.0 + amount);
    default:
      return before + amount;
  }
}

}  // namespace

void DatedChanges::apply(Month month, Levers& levers) const {
  for (const LeverChange& change : changes_) {
    const double strength = timing_.strength(month, change.days);
    if (strength == 0.0) continue;
    std::vector<double>& lever = Levers::use(levers.*change.lever, change.size, neutral(change.combine));
    for (const ElementChange& at : change.elements)
      lever[at.element] = combined(change.combine, lever[at.element], strength * at.amount);
  }
}

void add_flow_changes(std::vector<LeverChange>& changes, std::vector<double> Levers::*lever, Combine combine,
                      const std::vector<FlowGroup>& groups, double amount, const WorldTable& table) {
  if (amount == 0.0) return;
  for (const FlowGroup& group : groups) {
    LeverChange change{lever, combine, table.base_duty.size(), group.days, {}};
    for (const SelectedFlow& flow : group.flows) change.elements.push_back({flow.lever, amount});
    changes.push_back(std::move(change));
  }
}

}  // namespace entrepot
