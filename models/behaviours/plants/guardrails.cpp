#include "models/behaviours/plants/guardrails.hpp"

#include <algorithm>
#include <utility>

namespace entrepot::models {

namespace {

// Where the guardrail of a firm in a host stands in their order, or would stand.
template <class Guardrails>
auto place_of(Guardrails& all, std::uint32_t firm, std::size_t host) {
  return std::lower_bound(all.begin(), all.end(), std::pair(firm, host),
                          [](const PlantGuardrail& a, const std::pair<std::uint32_t, std::size_t>& b) {
                            return std::pair<std::uint32_t, std::size_t>(a.firm, a.host) < b;
                          });
}

template <class Guardrails, class Place>
bool is_of(const Guardrails& all, Place at, std::uint32_t firm, std::size_t host) {
  return at != all.end() && at->firm == firm && at->host == host;
}

}  // namespace

double lever_of(const World& world, const std::vector<double>& lever, std::uint32_t firm, std::size_t host) {
  const Axes axes = world.axes();
  const CellId home(world.firm_cell[firm]);
  return Levers::value(lever,
                       axes.at(axes.region_of(home), axes.group(RegionId(host), axes.sector_of(home))));
}

void bind_by_guardrail(StepContext& context, std::uint32_t firm, std::size_t host) {
  const std::vector<double>& guardrail = context.levers.guardrail;
  if (guardrail.empty() || !(lever_of(context.world, context.levers.plant_wedge, firm, host) < 0.0)) return;
  const Axes axes = context.world.axes();
  const SectorId sector = axes.sector_of(CellId(context.world.firm_cell[firm]));
  for (std::size_t other = 0; other < axes.n_regions(); ++other) {
    const double months = guardrail[axes.at(RegionId(host), axes.group(RegionId(other), sector))];
    if (!(months > 0.0)) continue;
    std::vector<PlantGuardrail>& all = context.state.investment.guardrails;
    auto at = place_of(all, firm, other);
    if (!is_of(all, at, firm, other)) at = all.insert(at, {firm, static_cast<std::uint16_t>(other), 0});
    at->until = std::max(at->until, context.step + static_cast<int>(months + 0.5));
  }
}

bool reached(Seed seed, double share, std::uint32_t firm, std::size_t host) {
  if (!(share > 0.0)) return false;
  return to_unit(random_words(seed, Stream::site_barred, firm, 0, static_cast<std::uint32_t>(host))[0]) <
         share;
}

namespace {

// A lever [owner's region][host][sector] for a plant of the base, which stands in its host.
bool reaches_plant(const StepContext& context, const std::vector<double>& lever, std::uint32_t plant) {
  if (lever.empty()) return false;
  const Axes axes = context.world.axes();
  const GroupId group = axes.group_of(CellId(context.world.firm_cell[plant]));
  const RegionId host = axes.region_of(group);
  const RegionId owner = context.world.owner_of(plant);
  return owner != host && reached(context.seed, lever[axes.at(owner, group)], plant, host.index());
}

}  // namespace

bool must_be_sold(const StepContext& context, std::uint32_t plant) {
  return reaches_plant(context, context.levers.divested, plant);
}

bool may_not_grow(const StepContext& context, std::uint32_t plant) {
  if (must_be_sold(context, plant) || reaches_plant(context, context.levers.host_barred, plant)) return true;
  if (context.state.investment.guardrails.empty()) return false;
  const Ownership& own = context.world.ownership;
  const std::size_t host = context.world.axes().region_of(CellId(context.world.firm_cell[plant])).index();
  if (!own.any() || own.firm_enterprise[plant] == no_enterprise)
    return bound_by_guardrail(context, plant, host);
  for (const std::uint32_t firm : own.plants(own.firm_enterprise[plant])) {
    if (bound_by_guardrail(context, firm, host)) return true;
  }
  return false;
}

bool bound_by_guardrail(const StepContext& context, std::uint32_t firm, std::size_t host) {
  const std::vector<PlantGuardrail>& all = context.state.investment.guardrails;
  const auto found = place_of(all, firm, host);
  return is_of(all, found, firm, host) && context.step < found->until;
}

}  // namespace entrepot::models
