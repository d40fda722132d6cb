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

void DatedChanges::change(const LeverChange& change, double strength, Levers& levers) const {
  std::vector<double>& lever = Levers::use(levers.*change.lever, change.size, neutral(change.combine));
  const bool is_duty = change.lever == &Levers::duty;
  for (const ElementChange& at : change.elements) {
    const double value = combined(change.combine, lever[at.element], strength * at.amount);
    lever[at.element] = is_duty ? std::max(0.0, value) : value;
  }
}

void DatedChanges::change(DaySpan over, Levers& levers) const {
  for (const LeverChange& one : changes_) {
    const double strength = timing_.strength(over, one.days);
    if (strength != 0.0) change(one, strength, levers);
  }
}

void DatedChanges::levy(DaySpan days, std::optional<Month> /*known*/, Levers& levers,
                        DutyStack& /*stack*/) const {
  for (const LeverChange& one : changes_) {
    const double strength = one.lever == &Levers::duty ? timing_.strength(days, one.days) : 0.0;
    if (strength != 0.0) change(one, strength, levers);
  }
}

void DatedChanges::add_changes(Month month, std::vector<Date>& days) const {
  for (const LeverChange& one : changes_) {
    if (one.lever == &Levers::duty) timing_.add_changes(month, one.days, days);
  }
}

bool DatedChanges::stacks_by_day() const {
  return std::any_of(changes_.begin(), changes_.end(), [](const LeverChange& one) {
    return one.lever == &Levers::duty && std::any_of(one.elements.begin(), one.elements.end(),
                                                     [](const ElementChange& at) { return at.amount < 0.0; });
  });
}

void DatedChanges::cover(DaySpan days, std::vector<double>& open) const {
  std::vector<double> covered(open.size(), 0.0);  // one flow may stand under several levers
  for (const LeverChange& one : changes_) {
    if (one.size != open.size()) continue;
    const double share = share_of_days(days, one.days.cut(timing_.in_force));
    for (const ElementChange& at : one.elements) covered[at.element] = std::max(covered[at.element], share);
  }
  for (std::size_t at = 0; at < open.size(); ++at) open[at] *= 1.0 - covered[at];
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
