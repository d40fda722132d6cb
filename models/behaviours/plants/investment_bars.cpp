// What keeps firms from opening or enlarging plants: screening, divestment, guardrails of subsidies.
#include "models/behaviours/plants/guardrails.hpp"
#include "models/behaviours/plants/investment.hpp"

namespace entrepot::models {

// Whether a share reaches a firm: one that it reaches at some share it reaches at any larger one.
bool Investment::drawn(const StepContext& context, const std::vector<double>& lever, std::uint32_t firm,
                       std::size_t host) const {
  const double share = lever_of(world_, lever, firm, host);
  if (!(share > 0.0)) return false;
  return to_unit(random_words(context.seed, Stream::site_barred, firm, 0,
                              static_cast<std::uint32_t>(host))[0]) < share;
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
