// Source phase: slots are re-opened by two clocks and choose an origin and a supplier anew.
#pragma once

#include <vector>

#include "models/behaviours/model.hpp"
#include "models/behaviours/plants/plants.hpp"
#include "models/behaviours/sourcing/choice.hpp"
#include "models/behaviours/sourcing/event_line.hpp"
#include "models/behaviours/sourcing/hazard.hpp"
#include "models/behaviours/sourcing/listings.hpp"
#include "sim/engine/action.hpp"
#include "sim/world/state/site_keys.hpp"

namespace entrepot::models {

// Slots of events lie far apart in memory, so the events of a block go through stages together: all are
// located (EventLine), then what they need of their slots is fetched, then cells are chosen and the entries
// of the alias table fetched, then the slots are written.
class Sourcing : public Action {
 public:
  Sourcing(const World& world, const ModelSettings& settings);
  [[nodiscard]] Phase phase() const override { return Phase::source; }
  [[nodiscard]] std::string_view name() const override { return "sourcing"; }
  [[nodiscard]] Access access() const override;
  void run(StepContext& context) override;
  [[nodiscard]] const BaseRates& rates() const { return rates_; }

 private:
  // What one block did; summed as integers.
  struct Counts {
    std::int64_t cross = 0;
    std::int64_t within = 0;
    std::int64_t links_lost = 0;
    std::int64_t value_lost = 0;
    std::int64_t denied = 0;    // links that ended because they may not trade
    std::int64_t stranded = 0;  // of these, buyers without any origin left
    LinkEnds ended;
  };

  // One block of buyers or chunk of a final nest at work.
  struct Piece {
    std::size_t destination;
    std::vector<LineSegment> segments;
    std::uint64_t agent;                 // stable number
    const SiteBlock* sites;              // null: buyers of the world
    std::uint32_t first_firm = no_firm;  // of a block of the world; else none
  };

  // Links that may not trade (sourcing_denied.cpp).
  void note_bans(StepContext& context);
  // Why the link of a slot may not trade; none = it may.
  [[nodiscard]] EventCause denial(const StepContext& context, const Piece& piece, std::uint32_t slot) const;
  // Bans on the inputs of the firm that buys by this slot, [cell]; null = none.
  [[nodiscard]] const double* input_bans(const State& state, const Piece& piece, std::uint32_t slot) const;
  // All bans between that buyer and a seller.
  [[nodiscard]] LinkBans bans(const State& state, const Piece& piece, std::uint32_t slot,
                              std::uint32_t owner) const;
  [[nodiscard]] std::uint32_t open_supplier(const StepContext& context, const Piece& piece,
                                            const ReopenEvent& event, std::uint32_t drawn) const;
  void cut_denied(StepContext& context, const Piece& piece, Counts& counts) const;

  void watch_gaps(StepContext& context);
  [[nodiscard]] Piece piece(const State& state, std::size_t b) const;
  void run_piece(StepContext& context, const Piece& piece, Counts& counts) const;
  void open(StepContext& context, const Piece& piece, ReopenEvents& events, Counts& counts) const;
  void fetch_slots(const State& state, const Piece& piece, const ReopenEvents& events) const;
  void choose(const StepContext& context, const Piece& piece, ReopenEvent& event) const;
  [[nodiscard]] bool may_change_place(const State& state, const Piece& piece, std::uint32_t slot) const;
  void add_extra(StepContext& context, const Piece& piece, ReopenEvents& events) const;
  [[nodiscard]] Supplier choose_origin(const StepContext& context, const Piece& piece,
                                       const ReopenEvent& event, std::size_t cell) const;
  [[nodiscard]] std::uint32_t drawn_firm(const StepContext& context, const Piece& piece,
                                         const ReopenEvent& event) const;
  // Where the enterprise of a plant makes what the slot buys; no_plant if none of its plants may sell.
  [[nodiscard]] std::uint32_t choose_plant(const StepContext& context, const Piece& piece,
                                           const ReopenEvent& event, std::uint32_t plant,
                                           RegionId base_host) const;
  // Supply cell whose plant sells to the slot at base terms: of the place before its enterprise chose
  // another.
  [[nodiscard]] CellId base_cell(const State& state, std::uint32_t slot) const;
  void note_base_host(State& state, std::uint32_t slot, std::uint32_t plant, RegionId base_host) const;
  void keep_price(StepContext& context, const Piece& piece, const ReopenEvent& event, std::uint32_t before,
                  std::uint16_t from) const;
  void keep_terms(StepContext& context, const Piece& piece, const ReopenEvent& event) const;
  [[nodiscard]] double log_delivered(const State& state, const Piece& piece, std::uint32_t slot) const;
  [[nodiscard]] bool moves_inside(std::uint32_t owner_before, std::uint32_t owner) const;
  [[nodiscard]] EventCause end_cause(std::uint32_t owner_before, std::uint32_t owner) const;
  [[nodiscard]] std::int64_t ended_value(const State& state, const Piece& piece,
                                         const ReopenEvent& event) const;
  // False where no firm of the cell may sell to the slot.
  bool change_supplier(StepContext& context, const Piece& piece, const ReopenEvent& event,
                       Counts& counts) const;
  void set_match(StepContext& context, const Piece& piece, const ReopenEvent& event) const;
  [[nodiscard]] std::size_t product_of(std::size_t cell) const {
    return world_.axes().product_of(CellId(cell)).index();
  }
  // The flow by which a piece of buyers gets goods of a cell.
  [[nodiscard]] std::size_t flow_to(const Piece& piece, std::size_t cell) const {
    return world_.axes().flow(RegionId(piece.destination), CellId(cell)).index();
  }
  [[nodiscard]] float weight(const State& state, const Piece& piece, std::uint32_t slot) const {
    return piece.sites == nullptr ? world_.slot_weight[slot]
                                  : state.sites.slot_weight[slot - world_.n_slots()];
  }
  [[nodiscard]] std::uint64_t key_of(const State& state, const Piece& piece, std::uint32_t slot) const {
    return slot_key(world_, state.sites, piece.sites, slot);
  }
  [[nodiscard]] float rematched(float strength, float weight, float log_match, std::size_t sector) const;
  [[nodiscard]] double log_match_of(float strength, float weight, std::size_t sector) const;

  const World& world_;
  SourcingSettings settings_;
  std::vector<double> theta_;          // [sector]
  std::vector<double> match_mean_;     // [sector] mean of the cost draw before scaling: Gamma(1 + 1/theta)
  double moves_per_step_;              // part of contracts that may change their plant
  std::vector<float> match_exponent_;  // [sector] sigma - 1: strength = w z^(sigma - 1), or w (1 + ln z) at 0
  BaseRates rates_;
  EventLine line_;
  GapHazard gap_;
  Plants plants_;
  Listings listings_;
  ChoiceTables choice_;
  bool keeps_terms_;    // contracts may change their plant
  bool firms_give_up_;  // their customers are handed on without a look at lists
  // [destination] whose links are to be looked through in this step, found in every step; empty = none
  std::vector<bool> destinations_;
};

}  // namespace entrepot::models
