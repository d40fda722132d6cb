#include "tools/entrepot/history/stored_equilibrium.hpp"

#include "outputs/report/facts/views.hpp"
#include "outputs/store/results/result_reader.hpp"
#include "tools/runs/equilibrium_job.hpp"
#include "tools/runs/result_parts.hpp"
#include "tools/runs/worlds.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

std::unique_ptr<FactView> static_rival(const std::string& file, const FactWorld& world, int last_year) {
  const ResultReader reader(file);
  if (!reader.has_text("scenario")) {
    throw InputError(Fault{Place{file, 0, 0, ""}, "no scenario in this file",
                           "the static equilibrium is that of the run's scenario", ""});
  }
  const Scenario scenario = stored_scenario(reader.text("scenario"), file + ":/provenance/scenario");
  const WorldTable table = read_world(scenario.world);
  const Closure closure = closure_of("", scenario);
  const SolveMonth solve = [=](Month month, bool with_policies) {
    const EquilibriumJob job(scenario, table, month, closure);
    return job.variables(job.solve(with_policies));
  };
  return std::make_unique<StaticView>(world, result_axes(table, scenario.calendar), solve, last_year);
}

}  // namespace entrepot::tools
