#include "models/behaviours/sourcing/sourcing.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/math.hpp"
#include "sim/world/state/buyers.hpp"
#include "sim/world/state/link_value.hpp"
#include "sim/world/synthesis/alias.hpp"
#include "sim/world/synthesis/idle_firms.hpp"

namespace entrepot::models {

namespace {

constexpr std::uint32_t chunk_agents = 0x80000000U;  // stable numbers of final chunks start here

}  // namespace

Sourcing::Sourcing(const World& world, const ModelSettings& settings)
    : world_(world),
      settings_(settings.sourcing),
      moves_per_step_(1.0 - std::exp(-1.0 / settings.investment.qualification_months)),
      rates_(base_rates(world, settings.sourcing)),
      line_(world, rates_),
      gap_(world, settings.sourcing, rates_),
      plants_(world, settings),
      listings_(world),
      choice_(world, settings.sourcing, plants_),
      keeps_terms_(settings.investment.sites || plants_.by_owner()),
      firms_give_up_(settings.entry_exit.active) {
  for (std::size_t k = 0; k < world.table.n_sectors(); ++k) {
    theta_.push_back(trade_elasticity(settings_, world.table, k));
    match_mean_.push_back(std::tgamma(1.0 + 1.0 / theta_.back()));
    match_exponent_.push_back(static_cast<float>(slot_sigma(settings.ordering, world.table, k) - 1.0));
  }
}

Access Sourcing::access() const {
  return {{"trend", "log_cost", "firm_capacity", "firm_shipped", "group_capacity_ratio", "group_site_ratio",
           "firm_idle", "firm_log_price", "nest_scale", "sites.*", "plant_growth.sold", "levers.ban",
           "levers.duty", "levers.log_wedge", "levers.log_iceberg", "levers.output_subsidy",
           "levers.contents", "levers.firms"},
          {"slot_*", "sourcing.*", "gap.*", "firm_status", "link_ends", "links_kept", "value_kept",
           "cross_events", "within_events", "denied_links", "stranded_links"}};
}

void Sourcing::run(StepContext& context) {
  State& state = context.state;
  plants_.update(context);
  note_bans(context);
  if (keeps_terms_ && state.sourcing.slot_terms.empty())
    state.sourcing.slot_terms.assign(state.slot_supplier.size(), 0.0F);
  const auto& moved = state.sourcing.places_moved;
  if (plants_.by_owner() && state.sourcing.slot_host.empty() &&
      std::ranges::any_of(moved, [](std::uint8_t one) { return one != 0; }))
    state.sourcing.slot_host.assign(state.slot_supplier.size(), 0);
  choice_.update(context, listings_.flow_ban());
  if (settings_.gap_hazard > 0.0 && settings_.events == SourcingEvents::hazards) watch_gaps(context);
  std::vector<Counts> counts(firm_blocks(world_, state) + world_.final_chunks.size());
  context.pool.for_each(counts.size(),
                        [&](std::size_t b) { run_piece(context, piece(state, b), counts[b]); });
  state.cross_events = state.within_events = state.denied_links = state.stranded_links = 0;
  for (const Counts& c : counts) {
    state.cross_events += c.cross;
    state.within_events += c.within;
    state.links_kept -= c.links_lost;
    state.value_kept -= c.value_lost;
    state.denied_links += c.denied;
    state.stranded_links += c.stranded;
    state.link_ends += c.ended;
  }
}

Sourcing::Piece Sourcing::piece(const State& state, std::size_t b) const {
  const auto region_of = [axes = world_.axes()](std::uint32_t group) {
    return axes.region_of(GroupId(group)).index();
  };
  const std::size_t blocks = world_.blocks.size();
  const std::size_t chunks = world_.final_chunks.size();
  if (b < blocks) {
    const Block& block = world_.blocks[b];
    return {region_of(block.group), line_.segments(block), b, nullptr, block.first_firm};
  }
  if (b < blocks + chunks) {
    const FinalChunk& chunk = world_.final_chunks[b - blocks];
    return {region_of(chunk.nest), line_.segments(chunk), chunk_agents + (b - blocks), nullptr};
  }
  const SiteBlock& sites = state.sites.blocks[b - blocks - chunks];
  return {sites.host, line_.segments(state.sites, sites), site_block_key(sites, state.sites), &sites};
}

// All events of a block or chunk. Extra hazard is judged after the base clock's events are done: a slot just
// re-signed has no gap. Plants are re-opened last.
void Sourcing::run_piece(StepContext& context, const Piece& piece, Counts& counts) const {
  thread_local ReopenEvents events;
  if (!destinations_.empty() && destinations_[piece.destination]) cut_denied(context, piece, counts);
  events.clear();
  if (settings_.events == SourcingEvents::every_step) {
    EventLine::add_if(
        piece.segments, [](std::uint32_t) { return true; }, events);
    return open(context, piece, events, counts);
  }
  line_.add_base(piece.segments, context.seed, context.step, piece.agent, events);
  open(context, piece, events, counts);
  if (settings_.gap_hazard > 0.0) {
    events.clear();
    add_extra(context, piece, events);
    open(context, piece, events, counts);
  }
  if (!plants_.any()) return;
  events.clear();
  for (const LineSegment& segment : piece.segments) {
    if (plants_.moves(context.state, piece.destination, segment.input)) {
      line_.add_plant(segment, moves_per_step_, context.seed, context.step, piece.agent, events);
    }
  }
  open(context, piece, events, counts);
}

// Carries events through the stages. A slot may be met twice: the draws of a slot are the same for the whole
// step, so a second event of the same kind changes nothing.
void Sourcing::open(StepContext& context, const Piece& piece, ReopenEvents& events, Counts& counts) const {
  State& state = context.state;
  fetch_slots(state, piece, events);
  for (ReopenEvent& event : events) choose(context, piece, event);
  std::uint32_t changed = 0xFFFFFFFFU;  // a slot that chose its origin in this step keeps its new supplier
  for (const ReopenEvent& event : events) {
    if (event.what == Reopen::origin) changed = event.slot;
    if (event.cell == no_cell || (event.what == Reopen::supplier && event.slot == changed)) continue;
    if (!change_supplier(context, piece, event, counts)) continue;
    if (event.what == Reopen::origin) set_match(context, piece, event);
    if (event.what != Reopen::plant) ++(event.what == Reopen::origin ? counts.cross : counts.within);
  }
}

void Sourcing::fetch_slots(const State& state, const Piece& piece, const ReopenEvents& events) const {
  for (const ReopenEvent& event : events) {
    __builtin_prefetch(&state.slot_cell[event.slot], 1);
    __builtin_prefetch(&state.slot_supplier[event.slot], 1);
    __builtin_prefetch(&state.slot_cohort[event.slot], 1);
    if (piece.sites != nullptr) continue;
    __builtin_prefetch(&world_.nest_value[event.nest]);
    if (event.what != Reopen::origin) continue;
    __builtin_prefetch(&state.slot_strength[event.slot], 1);
    __builtin_prefetch(&world_.slot_weight[event.slot]);
    __builtin_prefetch(&world_.slot_supplier[event.slot]);
  }
}

void Sourcing::watch_gaps(StepContext& context) {
  State& state = context.state;
  gap_.update(context, plants_.log_cost(state));
  if (state.gap.left.empty() && gap_.any_moved()) state.gap.left.assign(state.slot_supplier.size(), 0.0F);
}

// A slot's thresholds are its own: the first, and one for every step in which it was opened by its gap.
void Sourcing::add_extra(StepContext& context, const Piece& piece, ReopenEvents& events) const {
  State& state = context.state;
  const auto threshold = [&](std::uint32_t slot, std::uint32_t number) {
    const auto step = number == 0 ? 0U : static_cast<std::uint32_t>(context.step) + 1U;
    return exponential32(
        random_words(context.seed, Stream::event_extra, key_of(state, piece, slot), step, 0)[0]);
  };
  for (const LineSegment& segment : piece.segments) {
    if (!gap_.moved(piece.destination, segment.input)) continue;
    const auto hazard = [&](std::uint16_t cell, unsigned cohort) {
      return gap_.extra(piece.destination, cell, cohort);
    };
    EventLine::add_extra(segment, state, hazard, threshold, events);
  }
}

// A contract at its place of base terms stays there while its enterprise's costs have not moved apart: no
// race is needed to know.
bool Sourcing::may_change_place(const State& state, const Piece& piece, std::uint32_t slot) const {
  const std::uint32_t supplier = state.slot_supplier[slot];
  if (!plants_.has_choice(state, supplier)) return false;
  const std::vector<std::uint16_t>& host = state.sourcing.slot_host;
  const bool at_base = piece.sites == nullptr && supplier < world_.n_firms() &&
                       settings_.tastes == Tastes::lasting && (host.empty() || host[slot] == 0);
  return !at_base || plants_.moved_apart(state, supplier, piece.destination);
}

// The home cell the event leads to and the alias entry drawn in it, by capacity; no_cell = nothing happens.
void Sourcing::choose(const StepContext& context, const Piece& piece, ReopenEvent& event) const {
  event.cell = no_cell;
  const State& state = context.state;
  const std::uint32_t supplier = state.slot_supplier[event.slot];
  const std::uint32_t firm = plants_.owner(state, supplier);
  std::size_t cell = base_cell(state, event.slot).index();
  if (event.what == Reopen::plant) {
    if (may_change_place(state, piece, event.slot)) event.cell = static_cast<std::uint16_t>(cell);
    return;
  }
  RegionId owner = plants_.by_owner() ? world_.owner_of(firm) : RegionId();
  if (event.what == Reopen::origin) {
    const Supplier chosen = choose_origin(context, piece, event, cell);
    if (!chosen.host.valid()) return;
    cell = world_.axes().cell(chosen.host, world_.axes().product_of(CellId(cell))).index();
    owner = plants_.by_owner() ? chosen.owner : RegionId();
  }
  event.cell = static_cast<std::uint16_t>(cell);
  const SupplierPool pool = supplier_pool(world_, CellId(cell), owner);
  event.owner = owner.get();
  const auto words =
      random_words(context.seed, Stream::supplier_pick, key_of(context.state, piece, event.slot),
                   static_cast<std::uint32_t>(context.step), 0);
  event.firm = pool.entry(words[0]);
  event.word = words[1];
  __builtin_prefetch(&(*pool.alias)[event.firm]);
}

// The firm drawn from the pool of the event; where enterprises differ in their index, one is kept by its
// pull.
std::uint32_t Sourcing::drawn_firm(const StepContext& context, const Piece& piece,
                                   const ReopenEvent& event) const {
  const SupplierPool pool = supplier_pool(world_, CellId(event.cell), RegionId(event.owner));
  std::uint32_t firm = pool.firm(event.firm, event.word);
  const bool home = world_.axes().region_of(CellId(event.cell)).index() == piece.destination;
  if (!plants_.any() || home || event.what != Reopen::origin) return firm;
  constexpr std::uint32_t most_draws = 16;
  for (std::uint32_t again = 0; again < most_draws; ++again) {
    const double keep = plants_.acceptance(context.state, piece.destination, firm);
    if (keep >= 1.0) break;
    const auto words =
        random_words(context.seed, Stream::enterprise_pick, key_of(context.state, piece, event.slot),
                     static_cast<std::uint32_t>(context.step), again);
    if (to_unit(words[0]) < keep) break;
    firm = pool.firm(pool.entry(words[1]), words[2]);
  }
  return firm;
}

CellId Sourcing::base_cell(const State& state, std::uint32_t slot) const {
  const std::vector<std::uint16_t>& host = state.sourcing.slot_host;
  const CellId now(state.slot_cell[slot]);
  if (!host.empty() && host[slot] != 0)
    return world_.axes().cell(RegionId(host[slot] - 1U), world_.axes().product_of(now));
  const std::uint32_t supplier = state.slot_supplier[slot];
  return supplier < world_.n_firms() ? now : CellId(world_.firm_cell[plants_.owner(state, supplier)]);
}

void Sourcing::note_base_host(State& state, std::uint32_t slot, std::uint32_t plant,
                              RegionId base_host) const {
  std::vector<std::uint16_t>& host = state.sourcing.slot_host;
  if (host.empty()) return;
  const RegionId of_plant = world_.axes().region_of(CellId(world_.firm_cell[plants_.owner(state, plant)]));
  host[slot] = of_plant == base_host ? std::uint16_t{0} : static_cast<std::uint16_t>(base_host.get() + 1U);
}

// `cell`: of the present supplier at base terms.
Supplier Sourcing::choose_origin(const StepContext& context, const Piece& piece, const ReopenEvent& event,
                                 std::size_t cell) const {
  const std::size_t product = product_of(cell);
  const std::uint64_t key = key_of(context.state, piece, event.slot);
  const double* const inputs = input_bans(context.state, piece, event.slot);
  if (settings_.tastes == Tastes::redrawn) {
    return choice_.choose(context.seed, key, static_cast<std::uint32_t>(context.step), piece.destination,
                          product, Supplier{}, inputs);
  }
  // A site's slots were copied at another place: their tastes last, but were not drawn for their base origin.
  if (piece.sites != nullptr) {
    return choice_.choose(context.seed, key, 0, piece.destination, product, Supplier{}, inputs);
  }
  // A slot signed at the base still has its base cell; this spares a look at the base supplier.
  const bool at_base = (context.state.slot_cohort[event.slot] & cohort_mask) == 0;
  const bool by_owner = plants_.by_owner();
  const std::uint32_t base_firm = at_base && !by_owner ? no_firm : world_.slot_supplier[event.slot];
  const std::size_t base_cell = at_base && !by_owner ? cell : world_.firm_cell[base_firm];
  const RegionId host = world_.axes().region_of(CellId(base_cell));
  return choice_.choose(context.seed, key, 0, piece.destination, product,
                        {host, by_owner ? world_.owner_of(base_firm) : host}, inputs);
}

std::uint32_t Sourcing::choose_plant(const StepContext& context, const Piece& piece, const ReopenEvent& event,
                                     std::uint32_t plant, RegionId base_host) const {
  const std::uint32_t owner = plants_.owner(context.state, plant);
  const LinkBans closed = bans(context.state, piece, event.slot, owner);
  if (!plants_.any() && closed.none()) return plant;
  PlaceQuery query;
  query.slot_key = key_of(context.state, piece, event.slot);
  query.step = static_cast<std::uint32_t>(context.step);
  query.draw = settings_.tastes == Tastes::lasting ? 0 : query.step;
  query.destination = piece.destination;
  query.plant = plant;
  query.buyer_is_site = piece.sites != nullptr;
  // A site's slots were copied at another place: no plant is known to have won there.
  const bool held = !query.buyer_is_site && settings_.tastes == Tastes::lasting;
  query.base_host = held ? base_host.get() : no_place;
  return plants_.choose(context, query, closed);
}

// Whether a contract stays with its supplier and only changes place: between plants of one firm, or of one
// enterprise in two regions. A plant beside it in the same region is another supplier there.
bool Sourcing::moves_inside(std::uint32_t owner_before, std::uint32_t owner) const {
  if (owner == owner_before) return true;
  const Axes axes = world_.axes();
  return plants_.same_enterprise(owner, owner_before) &&
         axes.region_of(CellId(world_.firm_cell[owner])) !=
             axes.region_of(CellId(world_.firm_cell[owner_before]));
}

// Why a link ends when its slot passes from one firm to another, or between plants of one.
EventCause Sourcing::end_cause(std::uint32_t owner_before, std::uint32_t owner) const {
  if (moves_inside(owner_before, owner)) return EventCause::other_plant;
  const Axes axes = world_.axes();
  const RegionId origin = axes.region_of(CellId(world_.firm_cell[owner]));
  return origin == axes.region_of(CellId(world_.firm_cell[owner_before])) ? EventCause::same_origin
                                                                          : EventCause::other_origin;
}

std::int64_t Sourcing::ended_value(const State& state, const Piece& piece, const ReopenEvent& event) const {
  return piece.sites == nullptr ? slot_base_value(world_, event.nest)
                                : site_link_value(world_, state, event.nest, event.slot);
}

// Signs with the drawn firm, at one of its plants. Inside the same origin the slot's price is kept: z moves
// with the price of the supplier. A mere change of plant keeps z.
bool Sourcing::change_supplier(StepContext& context, const Piece& piece, const ReopenEvent& event,
                               Counts& counts) const {
  State& state = context.state;
  const std::uint32_t before = state.slot_supplier[event.slot];
  const std::uint32_t owner_before = plants_.owner(state, before);
  const std::uint32_t drawn = event.what == Reopen::plant
                                  ? before
                                  : open_supplier(context, piece, event, drawn_firm(context, piece, event));
  if (drawn == no_firm) return false;
  // An enterprise that keeps the contract keeps its place; this follows by its own clock.
  const bool kept = event.what == Reopen::origin && plants_.same_enterprise(drawn, owner_before);
  const Axes axes = world_.axes();
  const RegionId base_host = axes.region_of(event.what == Reopen::plant ? base_cell(state, event.slot)
                                                                        : CellId(world_.firm_cell[drawn]));
  const std::uint32_t after = choose_plant(context, piece, event, kept ? before : drawn, base_host);
  if (after != no_plant) note_base_host(state, event.slot, after, base_host);
  if (before == after || after == no_plant) return true;
  const std::uint32_t owner = plants_.owner(state, after);
  std::uint16_t& cohort = state.slot_cohort[event.slot];
  if ((cohort & base_link_bit) != 0 && !moves_inside(owner_before, owner)) {
    cohort &= cohort_mask;
    ++counts.links_lost;
    counts.value_lost += slot_base_value(world_, event.nest);
  }
  counts.ended.add(event.denied != EventCause::none ? event.denied : end_cause(owner_before, owner),
                   ended_value(context.state, piece, event));
  const std::uint16_t from = state.slot_cell[event.slot];
  state.slot_supplier[event.slot] = after;
  state.slot_cell[event.slot] = plants_.cell(state, after);
  if (event.what == Reopen::supplier) keep_price(context, piece, event, before, from);
  if (event.what == Reopen::plant) keep_terms(context, piece, event);
  return true;
}

// A contract handed on inside its origin keeps its price: z moves with what the new supplier costs. `before`
// sold from the cell `from`.
void Sourcing::keep_price(StepContext& context, const Piece& piece, const ReopenEvent& event,
                          std::uint32_t before, std::uint16_t from) const {
  State& state = context.state;
  const std::uint32_t after = state.slot_supplier[event.slot];
  double log_ratio = 0.0;
  if (!state.firm_log_price.empty())
    log_ratio += static_cast<double>(state.firm_log_price[after] - state.firm_log_price[before]);
  if (state.slot_cell[event.slot] != from)
    log_ratio +=
        state.log_cost[flow_to(piece, state.slot_cell[event.slot])] - state.log_cost[flow_to(piece, from)];
  float& strength = state.slot_strength[event.slot];
  const float base = weight(state, piece, event.slot);
  if (log_ratio != 0.0) strength = rematched(strength, base, static_cast<float>(log_ratio), event.input);
  if (state.sourcing.slot_terms.empty() || !plants_.has_choice(state, after) || !(strength > 0.0F)) return;
  const double price = log_delivered(state, piece, event.slot) - log_match_of(strength, base, event.input);
  state.sourcing.slot_terms[event.slot] =
      static_cast<float>(price - plants_.log_index(state, piece.destination, after));
}

// A contract that moves inside its enterprise keeps its terms: its price is the enterprise's index now, times
// what was agreed over it.
void Sourcing::keep_terms(StepContext& context, const Piece& piece, const ReopenEvent& event) const {
  State& state = context.state;
  const std::uint32_t plant = state.slot_supplier[event.slot];
  const double price = plants_.log_index(state, piece.destination, plant) +
                       static_cast<double>(state.sourcing.slot_terms[event.slot]);
  const float base = weight(state, piece, event.slot);
  state.slot_strength[event.slot] =
      rematched(base, base, static_cast<float>(log_delivered(state, piece, event.slot) - price), event.input);
}

// ln of what a slot's goods cost before its match term, choice wedge included.
double Sourcing::log_delivered(const State& state, const Piece& piece, std::uint32_t slot) const {
  const double price = state.firm_log_price.empty()
                           ? 0.0
                           : static_cast<double>(state.firm_log_price[state.slot_supplier[slot]]);
  return state.log_cost[flow_to(piece, state.slot_cell[slot])] + price;
}

// The match term that sets the slot's price to the index of its choice set (model.md section 3, "Match
// term"), times a draw from the Frechet law with `match: frechet`; the gap restarts.
void Sourcing::set_match(StepContext& context, const Piece& piece, const ReopenEvent& event) const {
  State& state = context.state;
  const std::size_t cell = state.slot_cell[event.slot];
  const double delivered = log_delivered(state, piece, event.slot);
  double log_match = delivered - choice_.log_index(piece.destination, product_of(cell),
                                                   input_bans(state, piece, event.slot));
  if (settings_.match == MatchQuality::frechet) {
    // Cost draw with P(cost > c) = exp(-c^theta), scaled to mean one.
    const auto words =
        random_words(context.seed, Stream::match_quality, key_of(context.state, piece, event.slot),
                     static_cast<std::uint32_t>(context.step), 0);
    log_match -=
        log64(-log64(to_unit(words[0], words[1]))) / theta_[event.input] - log64(match_mean_[event.input]);
  }
  if (!state.sourcing.slot_terms.empty()) {
    const double index = plants_.log_index(state, piece.destination, state.slot_supplier[event.slot]);
    state.sourcing.slot_terms[event.slot] = static_cast<float>(delivered - log_match - index);
  }
  const float base = weight(state, piece, event.slot);
  state.slot_strength[event.slot] = rematched(base, base, static_cast<float>(log_match), event.input);
  state.slot_cohort[event.slot] = static_cast<std::uint16_t>((state.slot_cohort[event.slot] & base_link_bit) |
                                                             static_cast<unsigned>(context.step + 1));
}

// The strength of a slot of this weight once ln z has grown by `log_match`; the weight alone is the strength
// at ln z = 0.
float Sourcing::rematched(float strength, float weight, float log_match, std::size_t sector) const {
  const float exponent = match_exponent_[sector];
  if (exponent == 0.0F) return strength + weight * log_match;
  return strength * exp32(log_match * exponent);
}

// ln z of a slot of this strength.
double Sourcing::log_match_of(float strength, float weight, std::size_t sector) const {
  const auto ratio = static_cast<double>(strength / weight);
  const auto exponent = static_cast<double>(match_exponent_[sector]);
  return exponent == 0.0 ? ratio - 1.0 : log64(ratio) / exponent;
}

}  // namespace entrepot::models
