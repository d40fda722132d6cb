#include "models/behaviours/plants/plant_growth.hpp"

#include <algorithm>

#include "models/behaviours/plants/guardrails.hpp"

namespace entrepot::models {

namespace {

constexpr double least_missing = 0.01;  // of capacity; less is a matter of utilisation

}  // namespace

PlantGrowth::PlantGrowth(const World& world, const ModelSettings& settings)
    : world_(world), settings_(settings), plants_(world, settings) {}

Access PlantGrowth::access() const {
  return {{"step", "trend", "log_cost", "firm_shipped", "firm_idle", "group_capacity_ratio", "sites.*",
           "investment.guardrails", "levers.duty", "levers.log_wedge", "levers.log_iceberg",
           "levers.output_subsidy", "levers.contents", "levers.divested", "levers.host_barred"},
          {"plant_growth.*", "firm_capacity", "sourcing.places_moved", "events"}};
}

int PlantGrowth::quarters_to_build(std::size_t sector) const {
  const double months = world_.table.sector_parameters[sector].time_to_build_months;
  const double quarters = settings_.investment.time_to_build_scale * months / months_per_quarter;
  return std::max(1, static_cast<int>(quarters + 0.5));
}

void PlantGrowth::run(StepContext& context) {
  if (!plants_.by_owner() || context.step % months_per_quarter != months_per_quarter - 1) return;
  State& state = context.state;
  PlantGrowthState& growth = state.plant_growth;
  if (growth.added.empty()) {
    growth.added.assign(world_.n_firms(), 0.0F);
    growth.quarters_wanted.assign(world_.n_firms(), 0);
  }
  sell(context);
  plants_.update(context);
  plants_.for_each_base_plant([&](const Place& place) { grow(context, place.plant, place.wanted); });
}

void PlantGrowth::sell(StepContext& context) const {
  if (context.levers.divested.empty()) return;
  std::vector<std::uint8_t>& sold = context.state.plant_growth.sold;
  for (const std::uint32_t plant : world_.ownership.abroad) {
    if ((!sold.empty() && sold[plant] != 0) || !must_be_sold(context, plant)) continue;
    sold.resize(world_.n_firms(), 0);
    sold[plant] = 1;
    const CellId cell(world_.firm_cell[plant]);
    Event event;
    event.step = context.step;
    event.kind = EventKind::plant_sold;
    event.cause = EventCause::divestment;
    event.region = world_.axes().region_of(cell).get();
    event.partner = world_.owner_of(plant).get();
    event.product = world_.axes().product_of(cell).get();
    event.firm = plant;
    event.size = context.state.firm_shipped[plant] / context.state.trend;
    context.state.events.push_back(event);
  }
}

// `wanted`: goods per month, trend excluded.
void PlantGrowth::grow(StepContext& context, std::uint32_t firm, double wanted) const {
  State& state = context.state;
  PlantGrowthState& growth = state.plant_growth;
  const double years = months_per_quarter / 12.0;
  const double utilisation = settings_.production.utilisation;
  const double capacity = state.firm_capacity[firm];
  const double missing = wanted / utilisation - capacity;
  float& added = growth.added[firm];
  std::uint8_t& quarters = growth.quarters_wanted[firm];
  const std::size_t sector = world_.axes().sector_of(CellId(world_.firm_cell[firm])).index();
  if (missing <= least_missing * capacity) {
    quarters = 0;
    if (!(added > 0.0F)) return;
    added *= static_cast<float>(1.0 - settings_.investment.depreciation * years);
  } else {
    quarters = static_cast<std::uint8_t>(std::min(255, quarters + 1));
    if (quarters <= quarters_to_build(sector) || may_not_grow(context, firm)) return;
    const double base = world_.firm_output[firm] / 12.0 / world_.unit_musd / utilisation;
    added += static_cast<float>(std::min(missing, capacity * settings_.investment.hub_growth * years) / base);
  }
  state.firm_capacity[firm] = firm_capacity(world_, state, firm, utilisation);
}

double firm_capacity(const World& world, const State& state, std::size_t firm, double utilisation) {
  const GroupId group = world.axes().group_of(CellId(world.firm_cell[firm]));
  double ratio = state.group_capacity_ratio[group.index()];
  if (!state.plant_growth.added.empty()) ratio += static_cast<double>(state.plant_growth.added[firm]);
  return world.firm_output[firm] / 12.0 / world.unit_musd / utilisation * ratio;
}

}  // namespace entrepot::models
