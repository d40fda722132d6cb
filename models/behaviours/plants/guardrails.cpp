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

bool bound_by_guardrail(const StepContext& context, std::uint32_t firm, std::size_t host) {
  const std::vector<PlantGuardrail>& all = context.state.investment.guardrails;
  const auto found = place_of(all, firm, host);
  return is_of(all, found, firm, host) && context.step < found->until;
}

}  // namespace entrepot::models
