#include "tools/entrepot/parts/step_order.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "models/behaviours/registry.hpp"
#include "models/behaviours/step.hpp"
#include "tools/runs/world_key.hpp"
#include "tools/runs/worlds.hpp"

namespace entrepot::tools {

using namespace models;
using namespace scenarios;

std::string describe_step() {
  // Actions are made for a world: the smallest that is still a world.
  const Scenario scenario =
      read_scenario("no-policy", {"model.preset=relocation-technology", "world.firms=1000"});
  const ModelSettings settings = model_settings(scenario.model);
  const WorldTable table = read_world(scenario.world);
  const World world = synthesise(table, synthesis_options(world_key(scenario, table, 0)), 1);
  ActionList actions = make_actions(world, settings);
  sort_by_phase(actions);
  std::string out =
      "A step is a month. Before it the terms of the month are resolved; then, every mechanism on, in this "
      "order\n(columns: sim/world/state/columns.hpp; levers: what policies write; *: any ending):\n\n";
  for (const std::unique_ptr<Action>& action : actions) {
    const Access access = action->access();
    out += fmt::format("{:8} {:15} reads {}; writes {}\n", phase_name(action->phase()), action->name(),
                       fmt::join(access.reads, " "), fmt::join(access.writes, " "));
  }
  return out;
}

}  // namespace entrepot::tools
