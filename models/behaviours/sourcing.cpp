#include "models/behaviours/sourcing.hpp"

#include <cmath>

#include "sim/core/math.hpp"
#include "sim/world/alias.hpp"

namespace entrepot {

namespace {

constexpr std::uint16_t no_cell = 0xFFFFU;
constexpr std::uint32_t chunk_agents = 0x80000000U;  // stable numbers of final chunks start here

}  // namespace

Sourcing::Sourcing(const World& world, const ModelSettings& settings)
    : world_(world),
      settings_(settings.sourcing),
      rates_(base_rates(world, settings.sourcing)),
      line_(world, rates_),
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
  const std::size_t sectors = world_.table.n_sectors();
  std::vector<Counts> counts(blocks + world_.final_chunks.size());
  context.pool.for_each(counts.size(), [&](std::size_t b) {
    if (b < blocks) {
      const Block& block = world_.blocks[b];
      run_piece(context, block.group / sectors, line_.segments(block), static_cast<std::uint32_t>(b),
                counts[b]);
    } else {
      const FinalChunk& chunk = world_.final_chunks[b - blocks];
      run_piece(context, chunk.nest / sectors, line_.segments(chunk),
                chunk_agents + static_cast<std::uint32_t>(b - blocks), counts[b]);
    }
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

// All events of a block or chunk. Extra hazard is judged after the base clock's events are done: a slot just
// re-signed has no gap.
void Sourcing::run_piece(StepContext& context, std::size_t destination,
                         const std::vector<LineSegment>& segments, std::uint32_t agent,
                         Counts& counts) const {
  thread_local ReopenEvents events;
  events.clear();
  if (settings_.every_step) {
    line_.add_all(segments, events);
    return open(context, destination, events, counts);
  }
  line_.add_base(segments, context.seed, context.step, agent, events);
  open(context, destination, events, counts);
  if (settings_.gap_hazard <= 0.0) return;
  events.clear();
  for (const LineSegment& segment : segments) {
    line_.add_extra(segment, static_cast<double>(gap_.bound(destination, segment.input)), context.seed,
                    context.step, agent, events);
  }
  open(context, destination, events, counts);
}

// Carries events through the stages. A slot may be met twice: the draws of a slot are the same for the whole
// step, so a second event of the same kind changes nothing.
void Sourcing::open(StepContext& context, std::size_t destination, ReopenEvents& events,
                    Counts& counts) const {
  State& state = context.state;
  fetch_slots(state, events);
  for (ReopenEvent& event : events) choose(context, destination, event);
  const auto signed_now = static_cast<unsigned>(context.step + 1);
  std::uint32_t changed = 0xFFFFFFFFU;  // a slot that chose its origin in this step keeps its new supplier
  for (const ReopenEvent& event : events) {
    const bool extra = event.level >= 0.0;
    if (event.cross && !extra) changed = event.slot;
    if (event.cell == no_cell || (!event.cross && event.slot == changed)) continue;
    if (extra && (state.slot_cohort[event.slot] & cohort_mask) == signed_now) continue;
    change_supplier(state, event, counts);
    if (event.cross) set_match(context, destination, event);
    ++(event.cross ? counts.cross : counts.within);
  }
}

void Sourcing::fetch_slots(const State& state, const ReopenEvents& events) const {
  for (const ReopenEvent& event : events) {
    __builtin_prefetch(&state.slot_cell[event.slot], 1);
    __builtin_prefetch(&state.slot_supplier[event.slot], 1);
    __builtin_prefetch(&state.slot_cohort[event.slot], 1);
    __builtin_prefetch(&world_.nest_value[event.nest]);
    if (!event.cross) continue;
    __builtin_prefetch(&state.slot_strength[event.slot], 1);
    __builtin_prefetch(&world_.slot_weight[event.slot]);
    __builtin_prefetch(&world_.slot_supplier[event.slot]);
  }
}

// Whether the slot's own extra hazard reaches the level of the event.
bool Sourcing::happens(const State& state, std::size_t destination, const ReopenEvent& event) const {
  if (event.level < 0.0) return true;
  const std::size_t product = state.slot_cell[event.slot] % world_.table.n_products();
  return event.level <
         static_cast<double>(gap_.extra(destination, product, state.slot_cohort[event.slot] & cohort_mask));
}

// The cell the event leads to and the alias entry drawn in it, by capacity; no_cell = nothing happens.
void Sourcing::choose(const StepContext& context, std::size_t destination, ReopenEvent& event) const {
  event.cell = no_cell;
  if (!happens(context.state, destination, event)) return;
  const std::size_t products = world_.table.n_products();
  std::size_t cell = context.state.slot_cell[event.slot];
  if (event.cross) {
    const RegionId origin = choose_origin(context, destination, event);
    if (!origin.valid()) return;
    cell = origin.index() * products + cell % products;
  }
  event.cell = static_cast<std::uint16_t>(cell);
  const auto words = random_words(context.seed, Stream::supplier_pick, event.slot,
                                  static_cast<std::uint32_t>(context.step), 0);
  event.firm = alias_entry(world_.cell_first[cell], world_.cell_first[cell + 1], words[0]);
  event.word = words[1];
  __builtin_prefetch(&world_.alias[event.firm]);
}

RegionId Sourcing::choose_origin(const StepContext& context, std::size_t destination,
                                 const ReopenEvent& event) const {
  const std::size_t products = world_.table.n_products();
  const std::size_t cell = context.state.slot_cell[event.slot];
  if (!settings_.tastes_last) {
    return choice_.choose(context.seed, event.slot, static_cast<std::uint32_t>(context.step), destination,
                          cell % products);
  }
  // A slot signed at the base still has its base cell; this spares a look at the base supplier.
  const bool at_base = (context.state.slot_cohort[event.slot] & cohort_mask) == 0;
  const std::size_t base_cell = at_base ? cell : world_.firm_cell[world_.slot_supplier[event.slot]];
  return choice_.choose(context.seed, event.slot, 0, destination, cell % products,
                        RegionId(base_cell / products));
}

// Signs with the drawn supplier. Inside the same cell the slot's price is kept: z moves with the price of the
// supplier (it matters only where firms price on their own).
void Sourcing::change_supplier(State& state, const ReopenEvent& event, Counts& counts) const {
  const std::uint32_t before = state.slot_supplier[event.slot];
  const std::uint32_t after = drawn_supplier(world_.alias, event.firm, event.word);
  if (before == after) return;
  std::uint16_t& cohort = state.slot_cohort[event.slot];
  if ((cohort & base_link_bit) != 0) {
    cohort &= cohort_mask;
    ++counts.links_lost;
    counts.value_lost += slot_base_value(world_, event.nest);
  }
  if (!state.firm_log_price.empty()) {
    state.slot_strength[event.slot] =
        rematched(state.slot_strength[event.slot], event.slot,
                  state.firm_log_price[after] - state.firm_log_price[before], event.input);
  }
  state.slot_supplier[event.slot] = after;
  state.slot_cell[event.slot] = event.cell;
}

// The match term that sets the slot's price to the index of its choice set (model.md section 3, "Match
// term"), times a draw from the Frechet law with `match: frechet`; the gap restarts.
void Sourcing::set_match(StepContext& context, std::size_t destination, const ReopenEvent& event) const {
  State& state = context.state;
  const std::size_t products = world_.table.n_products();
  const std::size_t product = event.cell % products;
  double log_match = state.log_cost[world_.table.duty_index(destination, event.cell / products, product)] -
                     choice_.log_index(destination, product);
  if (!state.firm_log_price.empty()) {
    log_match += static_cast<double>(state.firm_log_price[state.slot_supplier[event.slot]]);
  }
  if (settings_.frechet_match) {
    // Cost draw with P(cost > c) = exp(-c^theta), scaled to mean one.
    const auto words = random_words(context.seed, Stream::match_quality, event.slot,
                                    static_cast<std::uint32_t>(context.step), 0);
    log_match -=
        log64(-log64(to_unit(words[0], words[1]))) / theta_[event.input] - log64(match_mean_[event.input]);
  }
  state.slot_strength[event.slot] =
      rematched(world_.slot_weight[event.slot], event.slot, static_cast<float>(log_match), event.input);
  state.slot_cohort[event.slot] = static_cast<std::uint16_t>((state.slot_cohort[event.slot] & base_link_bit) |
                                                             static_cast<unsigned>(context.step + 1));
}

// The strength of a slot once ln z has grown by `log_match`; the weight alone is the strength at ln z = 0.
float Sourcing::rematched(float strength, std::uint32_t slot, float log_match, std::size_t sector) const {
  const float exponent = match_exponent_[sector];
  if (exponent == 0.0F) return strength + world_.slot_weight[slot] * log_match;
  return strength * exp32(log_match * exponent);
}

}  // namespace entrepot
