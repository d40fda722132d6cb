#include "models/behaviours/sourcing/event_line.hpp"

#include <algorithm>

#include "sim/core/math.hpp"
#include "sim/world/synthesis/nest_layout.hpp"

namespace entrepot::models {

namespace {

// First of the rising numbers [first, first + count) above `x`, or the last of them. No branch on the
// numbers: where an event falls cannot be predicted.
std::size_t first_above(const float* first, std::size_t count, float x) {
  const float* at = first;
  while (count > 1) {
    const std::size_t half = count / 2;
    at += at[half - 1] <= x ? half : 0;
    count -= half;
  }
  return static_cast<std::size_t>(at - first);
}

}  // namespace

std::vector<LineSegment> EventLine::segments(const Block& block) const {
  std::vector<LineSegment> out;
  for (std::size_t k = 0; k < world_.table.n_sectors(); ++k) {
    const std::size_t first = nest_of(block, block.first_firm, k);
    const std::size_t end = first + block.firm_count;
    out.push_back({k, &rates_.line[first], &world_.nest_first[first], block.firm_count, first,
                   world_.nest_first[first], world_.nest_first[end],
                   static_cast<double>(rates_.line[end - 1])});
  }
  return out;
}

std::vector<LineSegment> EventLine::segments(const Sites& sites, const SiteBlock& block) const {
  std::vector<LineSegment> out;
  for (std::size_t k = 0; k < world_.table.n_sectors(); ++k) {
    const std::size_t first = block.first_nest + k * block.count;
    const std::size_t end = first + block.count;
    out.push_back({k, &sites.line[first], &sites.nest_first[first], block.count, first,
                   sites.nest_first[first], sites.nest_first[end], static_cast<double>(sites.line[end - 1])});
  }
  return out;
}

std::vector<LineSegment> EventLine::segments(const FinalChunk& chunk) const {
  const std::size_t nest = world_.firm_nests() + chunk.nest;
  return {{world_.axes().sector_of(GroupId(chunk.nest)).index(), nullptr, nullptr, 1, nest, chunk.first_slot,
           chunk.end_slot, static_cast<double>(rates_.line[nest]) * (chunk.end_slot - chunk.first_slot)}};
}

// The slot at a position of the segment's line, 0 <= position < length.
ReopenEvent EventLine::at(const LineSegment& segment, double position) const {
  std::size_t nest = 0;
  std::uint32_t first = segment.first_slot;
  std::uint32_t count = segment.end_slot - first;
  double from = 0.0;
  double length = segment.length;
  if (segment.line != nullptr) {
    nest = first_above(segment.line, segment.nests, static_cast<float>(position));
    first = segment.nest_first[nest];
    count = segment.nest_first[nest + 1] - first;
    from = nest > 0 ? static_cast<double>(segment.line[nest - 1]) : 0.0;
    length = static_cast<double>(segment.line[nest]) - from;
  }
  const double offset = std::max(0.0, (position - from) / length * count);
  return event_at(segment, nest, first + std::min(static_cast<std::uint32_t>(offset), count - 1),
                  Reopen::origin);
}

void EventLine::add_base(const std::vector<LineSegment>& segments, Seed seed, int step, std::uint64_t agent,
                         ReopenEvents& events) const {
  Draws draws(seed, Stream::event_clock, agent, static_cast<std::uint32_t>(step));
  double next = -log64(draws.unit());
  for (const LineSegment& segment : segments) {
    const double cross = rates_.cross_share[segment.input];
    const double within = cross + rates_.within_share[segment.input];
    for (; next < segment.length; next -= log64(draws.unit())) {
      const double kind = draws.unit();
      if (kind >= within) continue;
      events.push_back(at(segment, next));
      events.back().what = kind < cross ? Reopen::origin : Reopen::supplier;
    }
    next -= segment.length;
  }
}

void EventLine::add_plant(const LineSegment& segment, double part, Seed seed, int step, std::uint64_t agent,
                          ReopenEvents& events) {
  if (!(part > 0.0)) return;
  const double rate = -log64(1.0 - std::min(part, 1.0 - 1e-12));
  Draws draws(seed, Stream::event_plant, agent | (static_cast<std::uint64_t>(segment.input) << 32U),
              static_cast<std::uint32_t>(step));
  const auto slots = static_cast<double>(segment.end_slot - segment.first_slot);
  std::size_t nest = 0;
  std::uint32_t last = segment.first_slot;
  bool any = false;
  for (double next = -log64(draws.unit()) / rate; next < slots; next -= log64(draws.unit()) / rate) {
    const std::uint32_t slot = segment.first_slot + static_cast<std::uint32_t>(next);
    if (any && slot == last) continue;
    any = true;
    last = slot;
    while (nest + 1 < segment.nests && slot >= segment.nest_first[nest + 1]) ++nest;
    events.push_back(event_at(segment, nest, slot, Reopen::plant));
  }
}

}  // namespace entrepot::models
