#include "models/behaviours/sourcing/quotas.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/math.hpp"

namespace entrepot::models {

namespace {

constexpr double step_of_duty = 0.1;     // change of the duty per unit of ln(imports / volume), per month
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

double over(const std::vector<double>& lever, std::size_t at, double hold) {
  return 1.0 - (1.0 - Levers::value(lever, at)) * (1.0 - hold);
}

}  // namespace

Access Quotas::access() const {
  return {{"step", "flow", "customs", "group_price", "levers.quotas"},
          {"quota_hold", "levers.ban", "levers.duty"}};
}

void Quotas::run(StepContext& context) {
  State& state = context.state;
  Levers& levers = *context.terms;
  if (levers.quotas.empty()) return;
  state.quota_hold.resize(levers.quotas.size(), 0.0);
  for (std::size_t q = 0; q < levers.quotas.size(); ++q) {
    const QuotaTerms& quota = levers.quotas[q];
    const double traded = state.step == 0 ? 0.0 : imports(context.world, state, quota);
    double& hold = state.quota_hold[q];
    hold = held_back(quota, traded, hold);
    if (!(hold > 0.0)) continue;
    const bool absolute = quota.over_duty < 0.0;
    std::vector<double>& lever = absolute ? Levers::use(levers.ban, levers.duty.size()) : levers.duty;
    for (const std::uint32_t at : quota.flows)
      lever[at] = absolute ? over(lever, at, hold) : lever[at] + hold;
  }
}

}  // namespace entrepot::models
