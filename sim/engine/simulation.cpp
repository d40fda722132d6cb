#include "sim/engine/simulation.hpp"

#include <algorithm>

#include "sim/engine/quotas.hpp"

namespace entrepot {

Simulation::Simulation(const World& world, ActionList actions, std::vector<const Instrument*> instruments,
                       Calendar calendar, Seed seed, ThreadPool& pool)
    : world_(world),
      actions_(std::move(actions)),
      instruments_(std::move(instruments)),
      outlook_(world.table, instruments_),
      calendar_(calendar),
      seed_(seed),
      pool_(pool),
      state_(world) {
  std::stable_sort(actions_.begin(), actions_.end(),
                   [](const auto& a, const auto& b) { return a->phase() < b->phase(); });
}

void Simulation::step() {
  const Month month = calendar_.at(state_.step);
  levers_ = resolve_levers(world_.table, instruments_, month);
  apply_quotas(world_, levers_, state_);
  StepContext context{world_, state_, levers_, pool_, seed_, state_.step, month, &outlook_};
  for (const std::unique_ptr<Action>& action : actions_) action->run(context);
  report_link_ends(state_.step, state_.link_ends, state_.events);
  ++state_.step;
}

}  // namespace entrepot
