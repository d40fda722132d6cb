// What keeps firms from opening or enlarging plants: screening, divestment, guardrails of subsidies.
#include <algorithm>
#include <utility>

#include "models/behaviours/plants/investment.hpp"

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

// Element of a lever [owner's region][host][sector].
double Investment::lever_of(const std::vector<double>& lever, std::uint32_t firm, std::size_t host) const {
  const Axes axes = world_.axes();
  const CellId home(world_.firm_cell[firm]);
  return Levers::value(lever,
                       axes.at(axes.region_of(home), axes.group(RegionId(host), axes.sector_of(home))));
}

// Whether a share reaches a firm: one that it reaches at some share it reaches at any larger one.
bool Investment::drawn(const StepContext& context, const std::vector<double>& lever, std::uint32_t firm,
                       std::size_t host) const {
  const double share = lever_of(lever, firm, host);
  if (!(share > 0.0)) return false;
  return to_unit(random_words(context.seed, Stream::site_barred, firm, 0,
                              static_cast<std::uint32_t>(host))[0]) < share;
}

EventCause Investment::bar(const StepContext& context, std::uint32_t firm, std::size_t host) const {
  if (drawn(context, context.levers.host_barred, firm, host)) return EventCause::screening;
  if (drawn(context, context.levers.divested, firm, host)) return EventCause::divestment;
  const std::vector<PlantGuardrail>& all = context.state.investment.guardrails;
  const auto found = place_of(all, firm, host);
  return is_of(all, found, firm, host) && context.step < found->until ? EventCause::guardrail
                                                                      : EventCause::none;
}

// A firm that takes a subsidy is bound by its guardrail from the decision on; a second one may bind it
// longer.
void Investment::bind(StepContext& context, std::uint32_t firm, std::size_t host) const {
  const std::vector<double>& guardrail = context.levers.guardrail;
  if (guardrail.empty() || !(lever_of(context.levers.plant_wedge, firm, host) < 0.0)) return;
  const Axes axes = world_.axes();
  const SectorId sector = axes.sector_of(CellId(world_.firm_cell[firm]));
  for (std::size_t other = 0; other < axes.n_regions(); ++other) {
    const double months = guardrail[axes.at(RegionId(host), axes.group(RegionId(other), sector))];
    if (!(months > 0.0)) continue;
    std::vector<PlantGuardrail>& all = context.state.investment.guardrails;
    auto at = place_of(all, firm, other);
    if (!is_of(all, at, firm, other)) at = all.insert(at, {firm, static_cast<std::uint16_t>(other), 0});
    at->until = std::max(at->until, context.step + static_cast<int>(months + 0.5));
  }
}

void Investment::note_barred(State& state, const Plan& plan) const {
  Event event;
  event.step = state.step;
  event.kind = EventKind::plant_barred;
  event.cause = plan.barred;
  event.region = plan.site.host;
  event.partner = world_.axes().region_of(CellId(world_.firm_cell[plan.site.owner])).get();
  event.product = world_.axes().product_of(CellId(world_.firm_cell[plan.site.owner])).get();
  event.firm = plan.site.owner;
  event.size = plan.site.target;
  state.events.push_back(event);
}

}  // namespace entrepot::models
