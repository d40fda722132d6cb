// Links that may not trade end at once and are redrawn (model.md section 3, "source").
#include "models/behaviours/sourcing/sourcing.hpp"
#include "sim/world/synthesis/idle_firms.hpp"

namespace entrepot::models {

// Links need a look only when a ban has moved or plants abroad have copied links: the choice of an origin
// never signs a link that may not trade.
void Sourcing::note_bans(StepContext& context) {
  const bool listings_moved = listings_.update(context);
  const std::vector<double>& ban = context.levers.ban;
  SourcingState& last = context.state.sourcing;
  const std::size_t blocks = context.state.sites.blocks.size();
  const bool copied = blocks != last.last_blocks;
  destinations_.clear();
  if (!ban.empty() && (ban != last.last_ban || copied)) {
    destinations_.assign(world_.table.n_regions(), false);
    for (std::size_t at = 0; at < ban.size(); ++at) {
      if (ban[at] > 0.0) destinations_[world_.axes().destination_of(FlowId(at)).index()] = true;
    }
  }
  if (listings_moved) {
    destinations_.resize(world_.table.n_regions(), false);
    for (std::size_t n = 0; n < destinations_.size(); ++n)
      destinations_[n] = destinations_[n] || listings_.moved()[n];
  }
  if ((copied && listings_.any()) || (firms_give_up_ && listings_.any_sales()))
    destinations_.assign(world_.table.n_regions(), true);
  last.last_ban = ban;
  last.last_blocks = blocks;
}

const double* Sourcing::input_bans(const State& state, const Piece& piece, std::uint32_t slot) const {
  if (!listings_.any_inputs()) return nullptr;
  if (piece.sites != nullptr) {
    const std::uint8_t offset = state.sites.slot_buyer[slot - world_.n_slots()];
    return listings_.inputs(state.sites.site[piece.sites->first_site + offset].owner);
  }
  return piece.first_firm == no_firm ? nullptr : listings_.inputs(piece.first_firm + world_.slot_buyer[slot]);
}

LinkBans Sourcing::bans(const State& state, const Piece& piece, std::uint32_t slot,
                        std::uint32_t owner) const {
  return {&listings_.flow_ban(), input_bans(state, piece, slot), listings_.sales(owner, piece.destination)};
}

// The drawn firm, or another of its cell that is at work and may sell to the slot.
std::uint32_t Sourcing::open_supplier(const StepContext& context, const Piece& piece,
                                      const ReopenEvent& event, std::uint32_t drawn) const {
  const State& state = context.state;
  const std::uint64_t key = key_of(state, piece, event.slot);
  const auto step = static_cast<std::uint32_t>(context.step);
  const SupplierPool pool = supplier_pool(world_, CellId(event.cell), RegionId(event.owner));
  if (!listings_.any_sales()) return working_supplier(world_, state, pool, context.seed, key, step, drawn);
  LinkBans closed = bans(state, piece, event.slot, drawn);
  const std::size_t cell = world_.firm_cell[drawn];
  const std::size_t origin = world_.axes().region_of(CellId(cell)).index();
  const std::size_t at = flow_to(piece, cell);
  return supplier_unless(pool, context.seed, key, step, drawn, [&](std::uint32_t firm) {
    if (!state.firm_idle.empty() && state.firm_idle[firm] != 0) return true;
    closed.sales = listings_.sales(firm, piece.destination);
    return closed.sales > 0.0 && denied(context.seed, key, origin, closed.of(at, cell));
  });
}

// A link that the flow's ban alone stops is ended by it; else a list does.
EventCause Sourcing::denial(const StepContext& context, const Piece& piece, std::uint32_t slot) const {
  const State& state = context.state;
  const std::size_t cell = state.slot_cell[slot];
  const std::size_t at = flow_to(piece, cell);
  const std::size_t origin = world_.axes().region_of(CellId(cell)).index();
  const std::uint64_t key = key_of(state, piece, slot);
  const std::vector<double>& ban = context.levers.ban;
  if (!ban.empty() && denied(context.seed, key, origin, ban[at])) return EventCause::ban;
  if (!listings_.any()) return EventCause::none;
  const std::uint32_t owner = plants_.owner(state, state.slot_supplier[slot]);
  const bool listed = denied(context.seed, key, origin, bans(state, piece, slot, owner).of(at, cell));
  return listed ? EventCause::listing : EventCause::none;
}

// A customer keeps the firm where another of its plants may sell to it; else it chooses an origin anew. One
// that finds none under a full ban keeps its contract and buys nothing (its terms let no money pass); one
// that is denied what others may buy is taken out of its nest until its next event.
void Sourcing::cut_denied(StepContext& context, const Piece& piece, Counts& counts) const {
  State& state = context.state;
  thread_local ReopenEvents events;
  events.clear();
  EventLine::add_if(
      piece.segments, [&](std::uint32_t slot) { return denial(context, piece, slot) != EventCause::none; },
      events);
  fetch_slots(state, piece, events);
  for (ReopenEvent& event : events) {
    event.denied = denial(context, piece, event.slot);
    const RegionId base_host = world_.axes().region_of(base_cell(state, event.slot));
    if (choose_plant(context, piece, event, state.slot_supplier[event.slot], base_host) != no_plant)
      event.what = Reopen::plant;
    choose(context, piece, event);
  }
  for (const ReopenEvent& event : events) {
    if (event.cell == no_cell || !change_supplier(context, piece, event, counts)) {
      const std::size_t at = flow_to(piece, state.slot_cell[event.slot]);
      if (Levers::value(context.levers.ban, at) < 1.0) state.slot_strength[event.slot] = 0.0F;
      ++counts.stranded;
    } else if (event.what == Reopen::origin) {
      set_match(context, piece, event);
    }
    ++counts.denied;
  }
}

}  // namespace entrepot::models
