// One run: a world, its state, the instruments in force and the actions of a step.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/engine/action.hpp"
#include "sim/engine/finite_state.hpp"

namespace entrepot {

class Simulation {
 public:
  // Actions run in (phase, given order). `instruments` may be empty (the baseline).
  Simulation(const World& world, ActionList actions, std::vector<const Instrument*> instruments,
             Calendar calendar, Seed seed, ThreadPool& pool);
  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;

  // One month: terms are resolved for the month, then every action runs. Afterwards state().step counts it.
  void step();
  // Goes on from a state of a run with the same world, settings, instruments and seed.
  void resume(State state) { state_ = std::move(state); }

  [[nodiscard]] const World& world() const { return world_; }
  [[nodiscard]] State& state() { return state_; }
  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] const Levers& levers() const { return levers_; }
  [[nodiscard]] const Calendar& calendar() const { return calendar_; }
  // The agent, number and phase of what is not finite in the state; empty when nothing is.
  [[nodiscard]] std::string non_finite() const { return non_finite_text(world_, state_, actions_); }
  [[nodiscard]] bool done() const { return state_.step >= calendar_.steps; }

 private:
  const World& world_;
  ActionList actions_;
  std::vector<const Instrument*> instruments_;
  Outlook outlook_;
  Calendar calendar_;
  Seed seed_;
  ThreadPool& pool_;
  State state_;
  Levers levers_;
};

}  // namespace entrepot
