#include "models/behaviours/sourcing.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/math.hpp"
#include "sim/world/alias.hpp"
#include "sim/world/nest_layout.hpp"

namespace entrepot {

namespace {

// Upper ends of the layers of extra hazard, as multiples of the base rate: 1/4, 1/2, 1, 2, ...
double layer_top(std::uint32_t layer) { return std::ldexp(0.25, static_cast<int>(layer)); }

}  // namespace

Sourcing::Sourcing(const World& world, const ModelSettings& settings)
    : world_(world),
      settings_(settings.sourcing),
      rates_(base_rates(world, settings.sourcing)),
      gap_(world, settings.sourcing, rates_),
      choice_(world, settings.sourcing) {
  for (std::size_t k = 0; k < world.table.n_sectors(); ++k) {
    theta_.push_back(trade_elasticity(settings_, world.table, k));
    match_mean_.push_back(std::tgamma(1.0 + 1.0 / theta_.back()));
    match_exponent_.push_back(static_cast<float>(slot_sigma(settings.ordering, world.table, k) - 1.0));
  }
}

void Sourcing::run(StepContext& context) {
  choice_.update(context);
  if (settings_.gap_hazard > 0.0 && !settings_.every_step) gap_.update(context);
  const std::size_t blocks = world_.blocks.size();
  std::vector<Counts> counts(blocks + world_.final_chunks.size());
  context.pool.for_each(counts.size(), [&](std::size_t b) {
    b < blocks ? run_block(context, b, counts[b]) : run_chunk(context, b - blocks, counts[b]);
  });
  State& state = context.state;
  state.cross_events = state.within_events = 0;
  for (const Counts& c : counts) {
    state.cross_events += c.cross;
    state.within_events += c.within;
    state.links_kept -= c.links_lost;
    state.value_kept -= c.value_lost;
  }
}

void Sourcing::run_block(StepContext& context, std::size_t b, Counts& counts) const {
  const Block& block = world_.blocks[b];
  const auto agent = static_cast<std::uint32_t>(b);
  Draws draws(context.seed, Stream::event_clock, agent, static_cast<std::uint32_t>(context.step));
  double next = -log64(draws.unit());
  for (std::size_t k = 0; k < world_.table.n_sectors(); ++k) {
    const std::size_t first = nest_of(block, block.first_firm, k);
    const std::size_t end = first + block.firm_count;
    const Segment segment{block.group / world_.table.n_sectors(),
                          k,
                          first,
                          end,
                          world_.nest_first[first],
                          world_.nest_first[end],
                          agent,
                          static_cast<double>(rates_.line[end - 1])};
    if (settings_.every_step) {
      open_all(context, segment, counts);
      continue;
    }
    base_events(context, segment, draws, next, counts);
    extra_events(context, segment, counts);
  }
}

void Sourcing::run_chunk(StepContext& context, std::size_t c, Counts& counts) const {
  const FinalChunk& chunk = world_.final_chunks[c];
  const std::size_t nest = world_.firm_nests() + chunk.nest;
  const Segment segment{chunk.nest / world_.table.n_sectors(),
                        chunk.nest % world_.table.n_sectors(),
                        nest,
                        nest + 1,
                        chunk.first_slot,
                        chunk.end_slot,
                        static_cast<std::uint32_t>(0x80000000U + c),
                        static_cast<double>(rates_.line[nest]) * (chunk.end_slot - chunk.first_slot)};
  if (settings_.every_step) return open_all(context, segment, counts);
  Draws draws(context.seed, Stream::event_clock, segment.agent, static_cast<std::uint32_t>(context.step));
  double next = -log64(draws.unit());
  base_events(context, segment, draws, next, counts);
  extra_events(context, segment, counts);
}

// The frictionless limit: every slot has a cross-origin event.
void Sourcing::open_all(StepContext& context, const Segment& segment, Counts& counts) const {
  std::size_t nest = segment.first_nest;
  for (std::uint32_t slot = segment.first_slot; slot < segment.end_slot; ++slot) {
    while (nest + 1 < segment.end_nest && slot >= world_.nest_first[nest + 1]) ++nest;
    change_origin(context, segment, nest, slot, counts);
  }
}

// The slot at a position of the segment's line, 0 <= position < length.
Sourcing::Found Sourcing::at(const Segment& segment, double position) const {
  std::size_t nest = segment.first_nest;
  std::uint32_t first = segment.first_slot;
  std::uint32_t count = segment.end_slot - first;
  double from = 0.0;
  double length = segment.length;
  if (nest < world_.firm_nests()) {
    const float* const line = rates_.line.data();
    nest = static_cast<std::size_t>(std::upper_bound(line + segment.first_nest, line + segment.end_nest - 1,
                                                     static_cast<float>(position)) -
                                    line);
    first = world_.nest_first[nest];
    count = world_.nest_first[nest + 1] - first;
    from = nest > segment.first_nest ? static_cast<double>(line[nest - 1]) : 0.0;
    length = static_cast<double>(line[nest]) - from;
  }
  const double offset = std::max(0.0, (position - from) / length * count);
  return {nest, first + std::min(static_cast<std::uint32_t>(offset), count - 1)};
}

// Slots of events lie far apart: all lines of a segment's events are asked for before the first is used.
void Sourcing::prefetch(const State& state, std::uint32_t slot) const {
  __builtin_prefetch(&state.slot_cell[slot], 1);
  __builtin_prefetch(&state.slot_supplier[slot], 1);
  __builtin_prefetch(&world_.slot_weight[slot]);
  __builtin_prefetch(&world_.slot_supplier[slot]);
  __builtin_prefetch(&state.slot_strength[slot], 1);
  __builtin_prefetch(&state.slot_cohort[slot], 1);
}

void Sourcing::base_events(StepContext& context, const Segment& segment, Draws& draws, double& next,
                           Counts& counts) const {
  const double cross = rates_.cross_share[segment.input];
  const double within = cross + rates_.within_share[segment.input];
  thread_local std::vector<Event> events;
  events.clear();
  for (; next < segment.length; next -= log64(draws.unit())) {
    const double kind = draws.unit();
    if (kind >= within) continue;
    events.push_back({at(segment, next), kind < cross});
    prefetch(context.state, events.back().found.slot);
  }
  next -= segment.length;
  std::uint32_t changed = 0xFFFFFFFFU;  // a slot that changed its origin in this step keeps its new supplier
  for (const Event& event : events) {
    if (event.cross) {
      change_origin(context, segment, event.found.nest, event.found.slot, counts);
      changed = event.found.slot;
    } else if (event.found.slot != changed) {
      change_supplier(context, event.found.nest, event.found.slot, context.state.slot_cell[event.found.slot],
                      counts);
      ++counts.within;
    }
  }
}

void Sourcing::extra_events(StepContext& context, const Segment& segment, Counts& counts) const {
  if (settings_.gap_hazard <= 0.0) return;
  const auto bound = static_cast<double>(gap_.bound(segment.destination, segment.input));
  double low = 0.0;
  for (std::uint32_t layer = 0; low < bound; ++layer) {
    const double high = layer_top(layer);
    const std::uint64_t agent =
        segment.agent | (static_cast<std::uint64_t>(segment.input * 64 + layer) << 32U);
    Draws draws(context.seed, Stream::event_extra, agent, static_cast<std::uint32_t>(context.step));
    const double length = segment.length * (high - low);
    for (double next = -log64(draws.unit()); next < length; next -= log64(draws.unit())) {
      const Found found = at(segment, next / (high - low));
      const double level = low + draws.unit() * (high - low);
      const std::size_t product = context.state.slot_cell[found.slot] % world_.table.n_products();
      const float extra =
          gap_.extra(segment.destination, product, context.state.slot_cohort[found.slot] & cohort_mask);
      if (level < static_cast<double>(extra)) change_origin(context, segment, found.nest, found.slot, counts);
    }
    low = high;
  }
}

void Sourcing::change_origin(StepContext& context, const Segment& segment, std::size_t nest,
                             std::uint32_t slot, Counts& counts) const {
  State& state = context.state;
  const std::size_t products = world_.table.n_products();
  const std::size_t product = state.slot_cell[slot] % products;
  const auto step = static_cast<std::uint32_t>(context.step);
  const RegionId base =
      settings_.tastes_last ? RegionId(world_.firm_cell[world_.slot_supplier[slot]] / products) : RegionId();
  const RegionId origin = choice_.choose(context.seed, slot, settings_.tastes_last ? 0 : step,
                                         segment.destination, product, base);
  if (!origin.valid()) return;
  const std::size_t cell = origin.index() * products + product;
  change_supplier(context, nest, slot, cell, counts);
  double log_match = state.log_cost[world_.table.duty_index(segment.destination, origin.index(), product)] -
                     choice_.log_index(segment.destination, product);
  if (!state.firm_log_price.empty()) {
    log_match += static_cast<double>(state.firm_log_price[state.slot_supplier[slot]]);
  }
  if (settings_.frechet_match) {
    // Cost draw with P(cost > c) = exp(-c^theta), scaled to mean one.
    const auto words = random_words(context.seed, Stream::match_quality, slot, step, 0);
    log_match -= log64(-log64(to_unit(words[0], words[1]))) / theta_[segment.input] -
                 log64(match_mean_[segment.input]);
  }
  state.slot_strength[slot] =
      rematched(world_.slot_weight[slot], slot, static_cast<float>(log_match), segment.input);
  state.slot_cohort[slot] = static_cast<std::uint16_t>((state.slot_cohort[slot] & base_link_bit) |
                                                       static_cast<unsigned>(context.step + 1));
  ++counts.cross;
}

// The strength of a slot once ln z has grown by `log_match`; the weight alone is the strength at ln z = 0.
float Sourcing::rematched(float strength, std::uint32_t slot, float log_match, std::size_t sector) const {
  const float exponent = match_exponent_[sector];
  if (exponent == 0.0F) return strength + world_.slot_weight[slot] * log_match;
  return strength * exp32(log_match * exponent);
}

// A new supplier in `cell` by capacity. Inside the same cell the slot's price is kept: z moves with the price
// of the supplier (it matters only where firms price on their own).
void Sourcing::change_supplier(StepContext& context, std::size_t nest, std::uint32_t slot, std::size_t cell,
                               Counts& counts) const {
  State& state = context.state;
  const auto words =
      random_words(context.seed, Stream::supplier_pick, slot, static_cast<std::uint32_t>(context.step), 0);
  const std::uint32_t before = state.slot_supplier[slot];
  const std::uint32_t after =
      draw_supplier(world_.alias, world_.cell_first[cell], world_.cell_first[cell + 1], words[0], words[1]);
  if (before == after) return;
  if ((state.slot_cohort[slot] & base_link_bit) != 0) {
    state.slot_cohort[slot] &= cohort_mask;
    ++counts.links_lost;
    counts.value_lost += slot_base_value(world_, nest);
  }
  if (!state.firm_log_price.empty()) {
    const std::size_t sector = world_.table.product_sector[cell % world_.table.n_products()].index();
    state.slot_strength[slot] = rematched(state.slot_strength[slot], slot,
                                          state.firm_log_price[after] - state.firm_log_price[before], sector);
  }
  state.slot_supplier[slot] = after;
  state.slot_cell[slot] = static_cast<std::uint16_t>(cell);
}

}  // namespace entrepot
