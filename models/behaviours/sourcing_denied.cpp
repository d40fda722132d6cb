// Links that may not trade end at once and are redrawn (model.md section 3, "source").
#include "models/behaviours/licences.hpp"
#include "models/behaviours/sourcing.hpp"
#include "sim/world/site_keys.hpp"

namespace entrepot {

// Links need a look only when a ban has moved or plants abroad have copied links: the choice of an origin
// never signs a link that may not trade.
void Sourcing::note_bans(const StepContext& context) {
  const std::vector<double>& ban = context.levers.ban;
  const std::size_t blocks = context.state.sites.blocks.size();
  destinations_.clear();
  if (!ban.empty() && (ban != last_ban_ || blocks != last_blocks_)) {
    destinations_.assign(world_.table.n_regions(), false);
    for (std::size_t at = 0; at < ban.size(); ++at) {
      if (ban[at] > 0.0) destinations_[at / world_.n_cells()] = true;
    }
  }
  last_ban_ = ban;
  last_blocks_ = blocks;
}

bool Sourcing::link_denied(const StepContext& context, const Piece& piece, std::uint32_t slot) const {
  const std::size_t cell = context.state.slot_cell[slot];
  const double ban = context.levers.ban[piece.destination * world_.n_cells() + cell];
  if (!(ban > 0.0)) return false;
  return denied(context.seed, slot_key(piece.sites, slot), cell / world_.table.n_products(), ban);
}

// A customer keeps the firm where another of its plants may sell to it; else it chooses an origin anew. One
// that finds none under a full ban keeps its contract and buys nothing (its terms let no money pass); one
// that is denied what others may buy is taken out of its nest until its next event.
void Sourcing::cut_denied(StepContext& context, const Piece& piece, Counts& counts) const {
  State& state = context.state;
  thread_local ReopenEvents events;
  events.clear();
  EventLine::add_if(
      piece.segments, [&](std::uint32_t slot) { return link_denied(context, piece, slot); }, events);
  fetch_slots(state, piece, events);
  for (ReopenEvent& event : events) {
    event.denied = true;
    const std::uint32_t owner = plants_.owner(state, state.slot_supplier[event.slot]);
    if (choose_plant(context, piece, event, owner) != no_plant) event.what = Reopen::plant;
    choose(context, piece, event);
  }
  for (const ReopenEvent& event : events) {
    if (event.cell == no_cell) {
      const std::size_t at = piece.destination * world_.n_cells() + state.slot_cell[event.slot];
      if (context.levers.ban[at] < 1.0) state.slot_strength[event.slot] = 0.0F;
      ++counts.stranded;
    } else {
      change_supplier(context, piece, event, counts);
      if (event.what == Reopen::origin) set_match(context, piece, event);
    }
    ++counts.denied;
  }
}

}  // namespace entrepot
