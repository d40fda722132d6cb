// Which slots are re-opened in a step: events of a Poisson process on a line of slots.
#pragma once

#include <cstdint>
#include <vector>

#include "models/behaviours/sourcing/hazard.hpp"
#include "sim/world/state/state.hpp"

namespace entrepot::models {

// The slots of one input that one block, or one chunk of a final nest, holds: a piece of the line.
struct LineSegment {
  std::size_t input;
  const float* line;                // [nest] running sums of the slots' rates; null: one nest, equal slots
  const std::uint32_t* nest_first;  // [nest, and one past] first slot; with `line`
  std::size_t nests;
  std::size_t first_nest;  // number of the first nest in the world, or among the nests of sites
  std::uint32_t first_slot;
  std::uint32_t end_slot;
  double length;  // sum of the slots' base rates, per step
};

// What an event opens: the choice of an origin and all that follows, of a supplier inside the origin, or of
// the plant among those of the same owner.
enum class Reopen : std::uint8_t { origin, supplier, plant };

inline constexpr std::uint16_t no_cell = 0xFFFFU;

// One re-opened slot on its way through the stages of Sourcing.
struct ReopenEvent {
  std::uint32_t slot;
  std::uint32_t nest;
  std::uint16_t input;
  std::uint16_t cell;              // supply cell the supplier is drawn from: the home of its owner
  std::uint16_t owner = no_place;  // nationality of the owner it is drawn among; no_place = all
  std::uint32_t firm;              // alias entry drawn among them
  std::uint32_t word;              // decides between the entry's firm and its other
  Reopen what;
  EventCause denied = EventCause::none;  // why the link may not trade any more; none = it may
};
using ReopenEvents = std::vector<ReopenEvent>;

// Every slot has the length of its base rate, so one logarithm is spent per event and none per slot, and an
// event does not depend on the length of the slots before it being changed by policy (base rates never
// change). The gap-driven extra hazard is met slot by slot: each slot has an exponential threshold that its
// cumulated extra hazard uses up, so a scenario with more hazard opens a slot no later than one with less
// (docs/decisions/0083-thresholds-of-extra-hazard.md).
class EventLine {
 public:
  EventLine(const World& world, const BaseRates& rates) : world_(world), rates_(rates) {}

  // The segments of a block's firms, of a block of sites, or of a chunk of a final nest.
  [[nodiscard]] std::vector<LineSegment> segments(const Block& block) const;
  [[nodiscard]] std::vector<LineSegment> segments(const Sites& sites, const SiteBlock& block) const;
  [[nodiscard]] std::vector<LineSegment> segments(const FinalChunk& chunk) const;

  // Appends the events of the base clock, cross-origin and within-origin, in the order of the line. `agent`
  // is the stable number of the block or chunk.
  void add_base(const std::vector<LineSegment>& segments, Seed seed, int step, std::uint64_t agent,
                ReopenEvents& events) const;
  // Spends this step's extra hazard of a segment's slots and appends those whose threshold is used up.
  // `hazard(cell, cohort)`: extra rate over the base rate; `threshold(slot, number)`: an exponential draw of
  // mean one, number 0 the slot's first, else a new one after an event in this step.
  template <class Hazard, class Threshold>
  static void add_extra(const LineSegment& segment, State& state, const Hazard& hazard,
                        const Threshold& threshold, ReopenEvents& events) {
    for (std::size_t nest = 0; nest < segment.nests; ++nest) {
      const NestSlots slots = nest_slots(segment, nest);
      for (std::uint32_t slot = slots.first; slot < slots.end; ++slot) {
        const float spent = slots.rate * hazard(state.slot_cell[slot], state.slot_cohort[slot] & cohort_mask);
        if (!(spent > 0.0F)) continue;
        float& left = state.gap.left[slot];
        if (left == 0.0F) left = threshold(slot, 0);
        left -= spent;
        if (left > 0.0F) continue;
        left = threshold(slot, 1);
        events.push_back(event_at(segment, nest, slot, Reopen::origin));
      }
    }
  }
  // Appends openings of the choice of plant on one segment, each slot with probability `part`, whatever its
  // value: what is qualified is the plant.
  static void add_plant(const LineSegment& segment, double part, Seed seed, int step, std::uint64_t agent,
                        ReopenEvents& events);
  // Appends a cross-origin event for every slot for which wanted(slot) holds.
  template <class Wanted>
  static void add_if(const std::vector<LineSegment>& segments, const Wanted& wanted, ReopenEvents& events) {
    for (const LineSegment& segment : segments) {
      std::size_t nest = 0;
      for (std::uint32_t slot = segment.first_slot; slot < segment.end_slot; ++slot) {
        while (nest + 1 < segment.nests && slot >= segment.nest_first[nest + 1]) ++nest;
        if (wanted(slot)) events.push_back(event_at(segment, nest, slot, Reopen::origin));
      }
    }
  }

 private:
  // The slots of one nest of a segment, and the base rate of each per step.
  struct NestSlots {
    std::uint32_t first, end;
    float rate;
  };
  [[nodiscard]] static NestSlots nest_slots(const LineSegment& segment, std::size_t nest) {
    if (segment.line == nullptr) {
      const std::uint32_t count = segment.end_slot - segment.first_slot;
      return {segment.first_slot, segment.end_slot, static_cast<float>(segment.length / count)};
    }
    const std::uint32_t first = segment.nest_first[nest];
    const std::uint32_t end = segment.nest_first[nest + 1];
    const float length = segment.line[nest] - (nest > 0 ? segment.line[nest - 1] : 0.0F);
    return {first, end, length / static_cast<float>(end - first)};
  }
  [[nodiscard]] static ReopenEvent event_at(const LineSegment& segment, std::size_t nest, std::uint32_t slot,
                                            Reopen what) {
    ReopenEvent event{};
    event.slot = slot;
    event.nest = static_cast<std::uint32_t>(segment.first_nest + nest);
    event.input = static_cast<std::uint16_t>(segment.input);
    event.what = what;
    return event;
  }
  [[nodiscard]] ReopenEvent at(const LineSegment& segment, double position) const;

  const World& world_;
  const BaseRates& rates_;
};

}  // namespace entrepot::models
