#include "sim/world/state/events.hpp"

namespace entrepot {

namespace {

constexpr std::array<const char*, n_event_kinds> kind_names = {
    "plant decided", "plant opened", "plant closed", "plant barred", "route switched",
    "links ended",   "firm exited",  "firm entered", "plant sold"};

constexpr std::array<const char*, n_event_causes> cause_names = {
    "",          "border",       "customers",    "loss",
    "screening", "other origin", "same origin",  "other plant",
    "ban",       "listing",      "plant closed", "firm exited",
    "profit",    "guardrail",    "divestment"};

}  // namespace

void report_link_ends(std::int32_t step, LinkEnds& ends, std::vector<Event>& events) {
  for (std::size_t c = 0; c < ends.of.size(); ++c) {
    if (ends.of[c].count == 0) continue;
    Event event;
    event.step = step;
    event.kind = EventKind::links_ended;
    event.cause = static_cast<EventCause>(c);
    event.count = ends.of[c].count;
    event.size = static_cast<double>(ends.of[c].value);
    events.push_back(event);
  }
  ends = {};
}

const char* event_name(EventKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }
const char* cause_name(EventCause cause) { return cause_names[static_cast<std::size_t>(cause)]; }

}  // namespace entrepot
