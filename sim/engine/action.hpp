// Phases of a step and the interface of what acts in them. "Off" for a mechanism = its action is absent.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "sim/core/calendar.hpp"
#include "sim/core/parallel.hpp"
#include "sim/engine/access.hpp"
#include "sim/world/levers/levers.hpp"
#include "sim/world/state/state.hpp"

namespace entrepot {

// The order of a step (model.md section 3). A phase reads what an earlier phase of this step has finished;
// among agents inside one phase only last-step values are read.
enum class Phase { policy, expect, route, source, order, produce, settle, price, invest, learn };
[[nodiscard]] std::string_view phase_name(Phase phase);

struct StepContext {
  const World& world;
  State& state;
  const Levers& levers;
  ThreadPool& pool;
  Seed seed;  // replicate included
  int step = 0;
  Month month;
  const Outlook* outlook = nullptr;  // what is known of later months; null in tests of one step
  Levers* terms = nullptr;           // `levers` to be changed: in Phase::policy; null in all others
};

class Action {
 public:
  virtual ~Action() = default;
  [[nodiscard]] virtual Phase phase() const = 0;
  [[nodiscard]] virtual std::string_view name() const = 0;
  // What it touches; held against what it does in debug builds and in tests.
  [[nodiscard]] virtual Access access() const = 0;
  virtual void run(StepContext& context) = 0;
};

using ActionList = std::vector<std::unique_ptr<Action>>;
// Puts actions in the order in which a step runs them: by phase, then as given.
void sort_by_phase(ActionList& actions);

}  // namespace entrepot
