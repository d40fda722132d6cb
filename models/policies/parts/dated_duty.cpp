#include "models/policies/parts/dated_duty.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace entrepot::models {

// Day-weighted rates of the rows, the share of the days in force, and the trade that is left to it.
struct DatedDuty::Stretch {
  DaySpan over;
  std::vector<double> rate;  // [row]
  double in_force = 0.0;
  std::vector<double> open;  // [WorldTable::duty_index] share not taken by others; empty = all
  double belief = 1.0;       // probability with which it is reckoned with
};

namespace {

// What the group has done so far, with room for all flows.
GroupDuty& shared_duty(const std::string& name, std::size_t flows, DutyStack& stack) {
  for (GroupDuty& one : stack.groups) {
    if (one.name == name) return one;
  }
  const std::vector<double> none(flows, std::numeric_limits<double>::quiet_NaN());
  stack.groups.push_back({name, none, none});
  return stack.groups.back();
}

bool is_reckoned_with(const Instrument* one, const DutyStack& stack) {
  return stack.acting == nullptr ||
         std::find(stack.acting->begin(), stack.acting->end(), one) != stack.acting->end();
}

}  // namespace

void DatedDuty::add_period(DaySpan period, DaySpan within, const double* row_rates) {
  const DaySpan part = period.cut(within);
  if (part.empty()) return;
  periods.push_back(part);
  rates.insert(rates.end(), row_rates, row_rates + rows);
}

std::size_t DatedDuty::news_before(Date end) const {
  const auto before = [end](Date day) { return static_cast<std::size_t>(day < end); };
  const bool is_doubted = probability < 1.0 && !periods.empty();
  return before(known) + before(withdrawn) + (end_known > Date::min() ? before(end_known) : 0) +
         (is_doubted ? before(periods.front().from) : 0);
}

std::vector<DaySpan> DatedDuty::periods_known(std::optional<Month> known_in) const {
  if (periods.empty()) return {};
  if (!known_in) return withdrawn == Date::max() ? periods : std::vector<DaySpan>{};
  const Date end = (*known_in + 1).first_day();
  if (withdrawn < end) return {};
  std::vector<DaySpan> seen = periods;
  if (end_known >= end) seen.back().until = Date::max();
  return seen;
}

void DatedDuty::levy(DaySpan over, std::optional<Month> known_in, Levers& levers, DutyStack& stack) const {
  const std::vector<DaySpan> seen = periods_known(known_in);
  if (strength == 0.0 || seen.empty() || share_of_days(over, {seen.front().from, seen.back().until}) == 0.0)
    return;
  const bool is_doubted = known_in && seen.front().from >= (*known_in + 1).first_day();
  Stretch stretch{over, {}, 0.0, open_trade(over, stack), is_doubted ? probability : 1.0};
  for (const DutyTargets& one : groups) {
    stretch.rate.assign(rows, 0.0);
    stretch.in_force = 0.0;
    for (std::size_t k = 0; k < seen.size(); ++k) {
      const double share = share_of_days(over, seen[k].cut(one.days));
      if (share == 0.0) continue;
      stretch.in_force += share;
      for (std::size_t row = 0; row < rows; ++row) stretch.rate[row] += share * rates[k * rows + row];
    }
    if (stretch.in_force > 0.0) levy_on(one, stretch, levers, stack);
  }
}

void DatedDuty::levy_on(const DutyTargets& group_of_targets, const Stretch& stretch, Levers& levers,
                        DutyStack& stack) const {
  GroupDuty* const shared = group.empty() ? nullptr : &shared_duty(group, levers.duty.size(), stack);
  for (const DutyTarget& target : group_of_targets.targets) act(target, stretch, shared, levers);
}

double DatedDuty::changed(double duty, std::size_t at, double rate, double in_force,
                          double strength_here) const {
  double change = rate;
  if (rule == DutyRule::set) {
    change = rate - in_force * duty;
  } else if (rule != DutyRule::add) {
    change = in_force * (ruled_duty(rule, rate / in_force, duty, table->base_duty[at]) - duty);
  }
  return std::max(0.0, duty + strength_here * change);
}

void DatedDuty::act(const DutyTarget& target, const Stretch& stretch, GroupDuty* shared,
                    Levers& levers) const {
  const std::size_t at = target.lever;
  const double left = stretch.belief * (stretch.open.empty() ? 1.0 : stretch.open[at]);
  const double rate = stretch.rate[target.row];
  // A row of a schedule that adds nothing is no member of a group: "the lower" would be this nothing.
  if (left == 0.0 || (rule == DutyRule::add && rate == 0.0)) return;
  double& duty = levers.duty[at];
  if (shared == nullptr) {
    duty = changed(duty, at, rate, stretch.in_force, strength * left);
    return;
  }
  const bool first = std::isnan(shared->reached[at]);
  if (first) shared->before[at] = duty;
  const double alone = changed(shared->before[at], at, rate, stretch.in_force, strength * left);
  const double stood = first ? duty : shared->reached[at];
  const double best = first ? alone : takes == Takes::lower ? std::min(stood, alone) : std::max(stood, alone);
  shared->reached[at] = best;
  duty = std::max(0.0, duty + (best - stood));
}

void DatedDuty::add_changes(Month month, std::vector<Date>& days) const {
  for (const DutyTargets& one : groups) {
    for (const DaySpan period : periods) add_days_inside(month, period.cut(one.days), days);
  }
  if (!others_.empty()) add_days_inside(month, {unless_from, Date::max()}, days);
}

bool DatedDuty::stacks_by_day() const {
  return rule != DutyRule::add || !group.empty() || !others_.empty() ||
         std::any_of(rates.begin(), rates.end(), [](double rate) { return rate < 0.0; });
}

void DatedDuty::cover(DaySpan over, std::vector<double>& open) const {
  if (withdrawn != Date::max()) return;
  for (const DutyTargets& one : groups) {
    for (std::size_t k = 0; k < periods.size(); ++k) {
      const double share = coverage * share_of_days(over, periods[k].cut(one.days));
      if (share == 0.0) continue;
      for (const DutyTarget& target : one.targets) {
        const bool acts = rule != DutyRule::add || rates[k * rows + target.row] != 0.0;
        if (acts) open[target.lever] *= 1.0 - share;
      }
    }
  }
}

// Empty where it yields to nobody.
std::vector<double> DatedDuty::open_trade(DaySpan over, const DutyStack& stack) const {
  const DaySpan days = over.cut({unless_from, Date::max()});
  if (others_.empty() || days.empty()) return {};
  std::vector<double> open(table->base_duty.size(), 1.0);
  for (const DutyInstrument* other : others_) {
    if (is_reckoned_with(other, stack)) other->cover(over, open);
  }
  return open;
}

}  // namespace entrepot::models
