// Turns quotas into bans and duties of one month, by what was traded in the month before.
#pragma once

#include "sim/core/parallel.hpp"
#include "sim/world/levers/levers.hpp"
#include "sim/world/state/state.hpp"

namespace entrepot {

// A quota holds back the share of licences that would bring the last month's imports down to its volume, and
// gives them back as imports fall short of it. A tariff-rate quota puts a duty between nothing and its
// over-quota duty on all imports under it: what a licence is worth where licences are sold
// (docs/decisions/0029-quotas.md). Changes `levers` and State::quota_hold; to be called before the actions of
// a step.
void apply_quotas(const World& world, Levers& levers, State& state);

}  // namespace entrepot
