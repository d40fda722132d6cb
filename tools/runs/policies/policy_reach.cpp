#include "tools/runs/policies/policy_reach.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace entrepot::tools {

namespace {

std::size_t differences(const std::vector<double>& before, const std::vector<double>& after, double neutral) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < after.size(); ++i)
    count += after[i] != (before.empty() ? neutral : before[i]) ? 1U : 0U;
  return count;
}

void note(const std::string& lever, std::size_t count, Month month, PolicyReach& reach) {
  if (count == 0) return;
  if (!reach.acts) reach.first = month;
  reach.acts = true;
  reach.last = month;
  const auto it = std::find(reach.levers.begin(), reach.levers.end(), lever);
  const auto at = static_cast<std::size_t>(it - reach.levers.begin());
  if (it == reach.levers.end()) {
    reach.levers.push_back(lever);
    reach.elements.push_back(0);
  }
  reach.elements[at] = std::max(reach.elements[at], count);
}

// Notes what the step from `before` to `after` changes.
void note_change(const Levers& before, const Levers& after, Month month, PolicyReach& reach) {
  for (const LeverColumn& lever : lever_columns()) {
    const double neutral = lever.column == &Levers::budget ? 1.0 : 0.0;
    note(lever.name, differences(before.*lever.column, after.*lever.column, neutral), month, reach);
  }
  std::size_t firms = 0;
  for (std::size_t t = before.firms.size(); t < after.firms.size(); ++t)
    firms += differences({}, after.firms[t].ban.all(), 0.0);
  note("firms", firms, month, reach);
  std::size_t quotas = 0;
  for (std::size_t q = before.quotas.size(); q < after.quotas.size(); ++q)
    quotas += std::isinf(after.quotas[q].volume) ? 0 : after.quotas[q].flows.size();
  note("quotas", quotas, month, reach);
  std::size_t takers = 0;
  for (std::size_t c = before.contents.size(); c < after.contents.size(); ++c)
    takers += after.contents[c].rate > 0.0 ? after.contents[c].groups.size() : 0;
  note("content subsidies", takers, month, reach);
}

}  // namespace

void walk_terms(const WorldTable& table, const std::vector<const Instrument*>& instruments,
                const Calendar& calendar, const OnTerms& on_terms) {
  for (int step = 0; step < calendar.steps; ++step) {
    const Month month = calendar.at(step);
    Levers before;
    before.duty = table.base_duty;
    static_cast<void>(resolve_in_steps(table, instruments, month, [&](std::size_t i, const Levers& after) {
      on_terms(month, i, before, after);
      before = after;
    }));
  }
}

std::vector<PolicyReach> policy_reach(const WorldTable& table,
                                      const std::vector<const Instrument*>& instruments,
                                      const Calendar& calendar) {
  std::vector<PolicyReach> reach(instruments.size());
  walk_terms(table, instruments, calendar,
             [&](Month month, std::size_t i, const Levers& before, const Levers& after) {
               note_change(before, after, month, reach[i]);
             });
  return reach;
}

}  // namespace entrepot::tools
