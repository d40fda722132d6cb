// What keeps firms from opening or enlarging plants: screening, divestment, guardrails of subsidies.
#include "models/behaviours/plants/guardrails.hpp"
#include "models/behaviours/plants/investment.hpp"

namespace entrepot::models {

bool Investment::drawn(const StepContext& context, const std::vector<double>& lever, std::uint32_t firm,
                       std::size_t host) const {
  return reached(context.seed, lever_of(world_, lever, firm, host), firm, host);
}

EventCause Investment::bar(const StepContext& context, std::uint32_t firm, std::size_t host) const {
  if (drawn(context, context.levers.host_barred, firm, host)) return EventCause::screening;
  if (drawn(context, context.levers.divested, firm, host)) return EventCause::divestment;
  return bound_by_guardrail(context, firm, host) ? EventCause::guardrail : EventCause::none;
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
