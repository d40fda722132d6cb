#include "sim/engine/simulation.hpp"

#include <optional>

#include "sim/engine/write_check.hpp"

namespace entrepot {

namespace {

#ifdef NDEBUG
constexpr bool checks_writes = false;
#else
constexpr bool checks_writes = true;
#endif

}  // namespace

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
  sort_by_phase(actions_);
}

// One month. Rules: the terms are what the instruments make of the month, then only actions of Phase::policy
// change them; actions run one after the other, by phase; each touches the columns it declares, and keeps
// nothing between steps but what follows from world and settings. Before: the state after `step` steps, no
// matter of which run. After: the state after one more, its events reported; levers() are those of the step.
void Simulation::step() {
  const Month month = calendar_.at(state_.step);
  levers_ = resolve_levers(world_.table, instruments_, month);
  StepContext context{world_, state_, levers_, pool_, seed_, state_.step, month, &outlook_};
  std::optional<WriteCheck> check;
  if (checks_writes) check.emplace(state_);
  for (const std::unique_ptr<Action>& action : actions_) {
    context.terms = action->phase() == Phase::policy ? &levers_ : nullptr;
    action->run(context);
    if (check) check->after(*action, state_);
  }
  report_link_ends(state_.step, state_.link_ends, state_.events);
  ++state_.step;
}

}  // namespace entrepot
