#include "models/behaviours/sourcing/quotas.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/math.hpp"

namespace entrepot::models {

namespace {

constexpr double step_of_duty = 0.1;     // change of the duty per unit of ln(imports / volume), per month
constexpr double least_seen = 0.1;       // of the links, to tell from them what all would trade
constexpr double least_licences = 1e-3;  // so that a quota that was all but closed can open again

// Imports under a quota in the last step, million USD per month at base prices. Customs see re-routed goods
// as the hub's.
double imports(const World& world, const State& state, const QuotaTerms& quota) {
  const Axes axes = world.axes();
  const std::vector<Flow>& flow = state.customs.empty() ? state.flow : state.customs;
  double sum = 0.0;
  for (const std::uint32_t at : quota.flows) {
    const GroupId seller = axes.group_of(axes.cell_of(FlowId(at)));
    sum += static_cast<double>(flow[at].money) / state.group_price[seller.index()];
  }
  return sum * world.unit_musd;
}

// Share of licences held back, or the duty of a tariff-rate quota, after a month in which this much was
// traded; `hold`: in that month.
double held_back(const QuotaTerms& quota, double traded, double hold) {
  const bool absolute = quota.over_duty < 0.0;
  if (std::isinf(quota.volume)) return 0.0;
  if (!(quota.volume > 0.0)) return absolute ? 1.0 : quota.over_duty;
  if (!(traded > 0.0)) return hold;
  const double ratio = traded / quota.volume;
  return absolute ? std::clamp(1.0 - (1.0 - hold) / ratio, 0.0, 1.0 - least_licences)
                  : std::clamp(hold + step_of_duty * log64(ratio), 0.0, quota.over_duty);
}

// What may still be used of the period's volume at the beginning of `month`, after `traded` in the one
// before. A period that the quota enters in its course has the volume of its months left.
double left_of_period(const QuotaTerms& quota, Month month, double left, double traded) {
  const int months_left = quota.period - month.count() % quota.period;
  const bool known = left >= 0.0;
  const double after = std::max(0.0, left - traded);
  if (known && months_left < quota.period) return after;
  return quota.volume * months_left + (known ? quota.carry_over * after : 0.0);
}

// Held back of a period's volume: licences are what is left over the months left; who comes first is let in
// until nothing is left, and of the month in which that happens the part beyond is stopped.
double held_back_of_period(const QuotaTerms& quota, Month month, double left, double demand, double hold,
                           double traded) {
  if (!quota.first_come) {
    QuotaTerms now = quota;
    now.volume = left / (quota.period - month.count() % quota.period);
    return held_back(now, traded, hold);
  }
  const double beyond = demand > left ? 1.0 - left / demand : 0.0;
  return quota.over_duty < 0.0 ? beyond : quota.over_duty * beyond;
}

double over(const std::vector<double>& lever, std::size_t at, double hold) {
  return 1.0 - (1.0 - Levers::value(lever, at)) * (1.0 - hold);
}

}  // namespace

Access Quotas::access() const {
  return {{"step", "flow", "customs", "group_price", "levers.quotas"},
          {"quota_left", "quota_demand", "quota_hold", "levers.ban", "levers.duty"}};
}

// Share of licences held back, or duty, of the q-th quota in the month that begins.
double Quotas::hold_of(const StepContext& context, std::size_t q) {
  State& state = context.state;
  const QuotaTerms& quota = context.levers.quotas[q];
  const double traded = state.step == 0 ? 0.0 : imports(context.world, state, quota);
  const double last = state.quota_hold[q];
  if (std::isinf(quota.volume)) {
    state.quota_left[q] = -1.0;
    return 0.0;
  }
  if (quota.period == 1 && quota.carry_over == 0.0 && !quota.first_come)
    return held_back(quota, traded, last);
  // Of links without a licence nothing is seen: what they would trade is remembered from before.
  const double open = quota.over_duty < 0.0 ? 1.0 - last : 1.0;
  if (open > least_seen) state.quota_demand[q] = traded / open;
  state.quota_left[q] = left_of_period(quota, context.month, state.quota_left[q], traded);
  return held_back_of_period(quota, context.month, state.quota_left[q], state.quota_demand[q], last, traded);
}

void Quotas::run(StepContext& context) {
  State& state = context.state;
  Levers& levers = *context.terms;
  if (levers.quotas.empty()) return;
  state.quota_left.resize(levers.quotas.size(), -1.0);
  state.quota_demand.resize(levers.quotas.size(), 0.0);
  state.quota_hold.resize(levers.quotas.size(), 0.0);
  for (std::size_t q = 0; q < levers.quotas.size(); ++q) {
    const QuotaTerms& quota = levers.quotas[q];
    const double hold = hold_of(context, q);
    state.quota_hold[q] = hold;
    if (!(hold > 0.0)) continue;
    const bool absolute = quota.over_duty < 0.0;
    std::vector<double>& lever = absolute ? Levers::use(levers.ban, levers.duty.size()) : levers.duty;
    for (const std::uint32_t at : quota.flows)
      lever[at] = absolute ? over(lever, at, hold) : lever[at] + hold;
  }
}

}  // namespace entrepot::models
