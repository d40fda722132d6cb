// What happens to firms, plants, routes and links in a run: rows of the result file's table of events.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace entrepot {

// Append new ones at the end; their names are in events.cpp.
enum class EventKind : std::uint8_t {
  plant_decided,   // region: host; partner: the owner's home; firm: the owner; size: output planned
  plant_opened,    // as above: it takes its first orders in the next step
  plant_closed,    // as above
  plant_barred,    // as above: it would have been decided, but the host may not be opened
  route_switched,  // region: destination; partner: origin; via: hub (none = direct)
  links_ended,     // all links that ended in the step by one cause, the world over; size: their value
  firm_exited,     // region: home; firm; size: its output
  firm_entered,    // as above
  plant_sold,  // of the base; region: host; partner: the owner's region; firm: the plant; size: its output
};
inline constexpr std::size_t n_event_kinds = 9;

// Why. Append new ones at the end.
enum class EventCause : std::uint8_t {
  none,
  border,        // a plant to get around a border
  customers,     // a plant beside customers that moved
  loss,          // profit below what the capital would earn
  screening,     // investment screening
  other_origin,  // links: re-sourced from another country
  same_origin,   // links: another supplier in the same country
  other_plant,   // links: another plant of the same owner (the firm is kept)
  ban,           // links: may no longer trade
  listing,       // links: a party is on a list
  plant_closed,  // links: back to the owner's home plant
  firm_exited,   // links: the supplier gave up
  profit,        // a firm enters where profit is above the base
  guardrail,     // a plant: the firm took a subsidy that forbids it
  divestment,    // a plant: its owner must leave the host
};
inline constexpr std::size_t n_event_causes = 15;

inline constexpr std::uint16_t no_place = 0xFFFFU;
inline constexpr std::uint32_t no_firm = 0xFFFFFFFFU;

struct Event {
  std::int32_t step = 0;
  EventKind kind = EventKind::plant_decided;
  EventCause cause = EventCause::none;
  std::uint16_t region = no_place;
  std::uint16_t partner = no_place;
  std::uint16_t via = no_place;
  std::uint16_t product = no_place;
  std::uint32_t firm = no_firm;  // firm of the world
  std::int64_t count = 1;        // how many of them the row stands for
  double size = 0.0;             // money units per month at base prices, trend excluded
  bool operator==(const Event&) const = default;
};

// Links that ended in one step by one cause.
struct EndedLinks {
  std::int64_t count = 0;
  std::int64_t value = 0;  // base value, money units per month
  bool operator==(const EndedLinks&) const = default;
};

// By cause of the end; whoever ends a link counts it here (in integers: the order does not matter).
struct LinkEnds {
  std::array<EndedLinks, n_event_causes> of{};

  void add(EventCause cause, std::int64_t value, std::int64_t count = 1) {
    EndedLinks& ended = of[static_cast<std::size_t>(cause)];
    ended.count += count;
    ended.value += value;
  }
  LinkEnds& operator+=(const LinkEnds& other) {
    for (std::size_t c = 0; c < of.size(); ++c) {
      of[c].count += other.of[c].count;
      of[c].value += other.of[c].value;
    }
    return *this;
  }
  bool operator==(const LinkEnds&) const = default;
};

// Adds a row per cause for the links that ended in `step`, and starts counting anew.
void report_link_ends(std::int32_t step, LinkEnds& ends, std::vector<Event>& events);

// What the result file calls them; the cause `none` has no name.
[[nodiscard]] const char* event_name(EventKind kind);
[[nodiscard]] const char* cause_name(EventCause cause);

}  // namespace entrepot
