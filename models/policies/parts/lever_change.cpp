#include "models/policies/parts/lever_change.hpp"

#include <algorithm>

namespace entrepot::models {

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

void DatedChanges::change(DaySpan over, Levers& levers) const {
  for (const LeverChange& change : changes_) {
    const double strength = timing_.strength(over, change.days);
    if (strength == 0.0) continue;
    std::vector<double>& lever = Levers::use(levers.*change.lever, change.size, neutral(change.combine));
    const bool is_duty = change.lever == &Levers::duty;
    for (const ElementChange& at : change.elements) {
      const double value = combined(change.combine, lever[at.element], strength * at.amount);
      lever[at.element] = is_duty ? std::max(0.0, value) : value;
    }
  }
}

void add_flow_changes(std::vector<LeverChange>& changes, std::vector<double> Levers::*lever, Combine combine,
                      const std::vector<FlowGroup>& groups,
                      const std::function<double(const SelectedFlow&)>& amount, const WorldTable& table) {
  for (const FlowGroup& group : groups) {
    LeverChange change{lever, combine, table.base_duty.size(), group.days, {}};
    for (const SelectedFlow& flow : group.flows) {
      const double value = amount(flow);
      if (value != 0.0) change.elements.push_back({flow.lever, value});
    }
    if (!change.elements.empty()) changes.push_back(std::move(change));
  }
}

void add_flow_changes(std::vector<LeverChange>& changes, std::vector<double> Levers::*lever, Combine combine,
                      const std::vector<FlowGroup>& groups, double amount, const WorldTable& table) {
  add_flow_changes(
      changes, lever, combine, groups, [amount](const SelectedFlow& /*flow*/) { return amount; }, table);
}

}  // namespace entrepot::models
