// Plants under construction: how long they take, what they cost, and who pays.
#include <algorithm>

#include "models/behaviours/plants/guardrails.hpp"
#include "models/behaviours/plants/investment.hpp"
#include "sim/core/math.hpp"

namespace entrepot::models {

int Investment::months_to_build(std::size_t sector) const {
  return std::max(1, static_cast<int>(settings_.investment.time_to_build_scale *
                                          world_.table.sector_parameters[sector].time_to_build_months +
                                      0.5));
}

// A plant costs K/Y times its yearly output, spread over the time to build. Of every instalment a capital
// subsidy of the host pays its part, and the support of the owner's region its part of what is left.
void Investment::start_project(StepContext& context, std::uint32_t owner, std::size_t host,
                               double output) const {
  const WorldTable& table = world_.table;
  const CellId home(world_.firm_cell[owner]);
  const std::size_t sector = world_.axes().sector_of(home).index();
  const double total = table.sector_parameters[sector].capital_output * table.plant_cost_in(host) * 12.0 *
                       output * context.state.trend;
  const int months = months_to_build(sector);
  const auto part_paid = [&](const std::vector<double>& lever) {
    return 1.0 - exp64(std::min(0.0, lever_of(world_, lever, owner, host)));
  };
  const double subsidised = part_paid(context.levers.plant_wedge);
  const double supported = (1.0 - subsidised) * part_paid(context.levers.plant_support);
  context.state.investment.projects.push_back(
      {static_cast<std::uint16_t>(host), world_.axes().region_of(home).get(), context.state.step + 1 + months,
       total / months, subsidised, supported});
}

// Outlays of next month: final demand of the host, paid by the owner.
void Investment::spend(State& state) const {
  const Axes axes = world_.axes();
  std::vector<PlantProject>& projects = state.investment.projects;
  std::erase_if(projects, [&](const PlantProject& project) { return project.until <= state.step + 1; });
  for (RegionAccount& account : state.account) {
    account.outlays = account.plant_subsidies_paid = account.plant_subsidies_received = 0;
  }
  state.capital_spending.assign(projects.empty() ? 0 : world_.table.n_groups(), 0.0);
  for (const PlantProject& project : projects) {
    state.account[project.owner_region].outlays += round_half_even(project.per_month);
    const std::int64_t subsidy = round_half_even(project.subsidised * project.per_month);
    const std::int64_t support = round_half_even(project.supported * project.per_month);
    state.account[project.host].plant_subsidies_paid += subsidy;
    state.account[project.owner_region].plant_subsidies_paid += support;
    state.account[project.owner_region].plant_subsidies_received += subsidy + support;
    const std::vector<double>& mix = world_.table.capital_mix;
    for (const GroupId nest : axes.groups_of(RegionId(project.host))) {
      const double share =
          mix.empty() ? world_.accounts.budget_share[nest.index()] : mix[axes.sector_of(nest).index()];
      state.capital_spending[nest.index()] += share * project.per_month;
    }
  }
}

}  // namespace entrepot::models
