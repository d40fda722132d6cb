// The plants of one enterprise compete for its customers: where it makes what it sells (model.md section 5).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/behaviours/model.hpp"
#include "models/behaviours/plants/class_sales.hpp"
#include "models/behaviours/sourcing/listings.hpp"
#include "sim/engine/action.hpp"

namespace entrepot::models {

inline constexpr std::uint32_t no_plant = 0xFFFFFFFFU;

// A plant in the choice of place of its enterprise, in one step.
struct Place {
  std::uint32_t plant;  // firm of the world, or of a site: n_firms + position
  std::uint32_t clock;  // stable number of its clock
  std::uint16_t cell;   // supply cell
  std::uint16_t host;
  bool fresh;         // opened since the base
  std::uint32_t one;  // class of a base plant
  double size;  // base plant: output, million USD per year at the base; fresh: part of its plan in operation
  double log_premium;  // fresh: ln of its unit cost over its parent's
  double wanted =
      0.0;  // goods per month it would make if all contracts were where they are wanted, trend excluded
  double room = 1.0;  // part of the orders meant for it in this step that it can take
};

class PolicyTouch;

// Who is asked for a place, by whom.
struct PlaceQuery {
  std::uint64_t slot_key;
  std::uint32_t draw;  // number of the race: 0 = tastes last
  std::uint32_t step;
  std::size_t destination;
  std::uint32_t plant;  // where the contract is now, or was drawn
  // Region whose plant would win at base terms: the clocks are held to it; no_place = to none.
  std::uint16_t base_host;
  bool buyer_is_site;
};

// Base plants outside the destination have wanted shares ~ base sales * r^-theta_s, r their delivered cost
// over the base; a plant opened since has the part of its plan that is built times what its r^-theta_s is
// above the index of the base plants, so a dear one changes nothing
// (docs/decisions/0065-plants-get-what-they-were-built-for.md). Clocks last: keyed (slot, plant), and on the
// condition that the contract's plant at base terms won there, so without a change of terms nothing moves,
// and contracts that are handed on inside an origin do not wander to where their new supplier's enterprise
// has other plants (docs/decisions/0084-a-contract-knows-its-place-at-base-terms.md). Plants in the
// destination belong to the home tier and are not chosen from here, but an enterprise that opens one there
// serves its own customers from it, at precision theta_h. With `enterprises` off, or without owners, every
// firm stands alone with the plants it opened.
class Plants {
 public:
  Plants(const World& world, const ModelSettings& settings);

  // Notes the enterprises with more than one plant, their indices, and what their plants have room for.
  void update(StepContext& context);
  [[nodiscard]] bool any() const { return !active_.empty(); }
  // Whether an enterprise of this sector has had a reason to choose another place for a destination.
  [[nodiscard]] bool moves(const State& state, std::size_t destination, std::size_t sector) const {
    return any() &&
           state.sourcing
                   .places_moved[world_.axes().group(RegionId(destination), SectorId(sector)).index()] != 0;
  }
  // Whether buyers choose by the nationality of owners.
  [[nodiscard]] bool by_owner() const { return by_owner_; }

  // ln of delivered cost as the choice of an origin sees it, [destination][cell of the base plant]: of the
  // enterprises' indices, at the trade elasticity; where there is no choice of place, State::log_cost.
  [[nodiscard]] const std::vector<double>& log_cost(const State& state) const {
    return any() ? log_cost_ : state.log_cost;
  }
  // Part of a class in the pull of its cell at a destination, sum 1 over the cell's classes.
  [[nodiscard]] double class_part(std::size_t one, std::size_t destination) const {
    const std::size_t at = one * regions_ + destination;
    return any() ? class_part_[at] : world_.ownership.class_share[at];
  }
  // ln of the index x of a plant's enterprise at a destination; its own delivered cost where there is no
  // choice.
  [[nodiscard]] double log_index(const State& state, std::size_t destination, std::uint32_t plant) const;

  // Pull of a firm's enterprise over the largest of its class at a destination: the part of draws to keep.
  [[nodiscard]] double acceptance(const State& state, std::size_t destination, std::uint32_t firm) const;

  // The firm that owns a plant; a firm of the world owns itself.
  [[nodiscard]] std::uint32_t owner(const State& state, std::uint32_t plant) const {
    return plant < world_.n_firms() ? plant : state.sites.site[plant - world_.n_firms()].owner;
  }
  // Supply cell a plant sells from.
  [[nodiscard]] std::uint16_t cell(const State& state, std::uint32_t plant) const {
    return plant < world_.n_firms() ? world_.firm_cell[plant]
                                    : state.sites.site[plant - world_.n_firms()].cell;
  }
  // Whether two firms belong to one enterprise.
  [[nodiscard]] bool same_enterprise(std::uint32_t a, std::uint32_t b) const {
    return a == b || (any() && active_of_[a] != none && active_of_[a] == active_of_[b]);
  }
  // Whether a plant's enterprise has a choice of place.
  [[nodiscard]] bool has_choice(const State& state, std::uint32_t plant) const {
    if (!any()) return false;
    const std::uint32_t number = active_of_[owner(state, plant)];
    return number != none && active_[number].end_place - active_[number].first_place > 1;
  }

  // Whether what a plant's enterprise pays at a destination has moved apart between its plants.
  [[nodiscard]] bool moved_apart(const State& state, std::uint32_t plant, std::size_t destination) const {
    return market(active_of_[owner(state, plant)], destination).moved;
  }

  // visit(place) for the base plants at work of all enterprises.
  template <class Visit>
  void for_each_base_plant(const Visit& visit) const {
    for (const Place& place : places_) {
      if (!place.fresh) visit(place);
    }
  }

  // The plant that a slot buys from; no_plant where none may sell to it. Plants that may not sell to the slot
  // are out of the race.
  [[nodiscard]] std::uint32_t choose(const StepContext& context, const PlaceQuery& query,
                                     const LinkBans& bans) const;

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFFU;
  // An enterprise with a choice: its places.
  struct Active {
    std::uint32_t first_place, end_place;
    std::uint16_t sector;
  };
  // Of one enterprise at one destination.
  struct Market {
    float sales = 0.0F;  // of its base plants outside the destination at the base, million USD per year
    float base = 0.0F;   // Phi of the base plants
    float index = 0.0F;  // Phi of all plants outside; 0 = it does not sell here from abroad
    bool moved = false;  // costs have moved by more than the least that counts
  };

  void list_active(const State& state);
  void add_active(const State& state, std::span<const std::uint32_t> firms);
  void add_sites(const State& state, std::uint32_t firm);
  void weigh(const State& state, const PolicyTouch& touch, std::size_t number);
  [[nodiscard]] Market weigh_base(const State& state, const PolicyTouch& touch, const Active& active,
                                  std::size_t n);
  [[nodiscard]] double pull(const State& state, const Active& active, const Place& place,
                            std::size_t n) const;
  [[nodiscard]] double wanted_of(std::size_t number, const Place& place) const;
  void set_room(const State& state, std::size_t number, Place& place) const;
  void compose(const State& state, std::size_t n);
  void mix_classes(std::size_t n, CellId cell, std::span<const double> more);
  void note_moved(State& state) const;
  [[nodiscard]] double log_index_of(std::size_t number, std::size_t n) const;
  [[nodiscard]] double home_weight(const Place& place, const PlaceQuery& query, double outside,
                                   const State& state) const;
  [[nodiscard]] std::uint32_t held_to(const Active& active, const PlaceQuery& query) const;
  template <class Closed>
  [[nodiscard]] std::uint32_t race(const StepContext& context, const PlaceQuery& query, std::size_t number,
                                   const Closed& closed) const;
  [[nodiscard]] double cost(const State& state, std::size_t n, std::size_t cell) const {
    return state.log_cost[world_.axes().flow(RegionId(n), CellId(cell)).index()];
  }
  // Base sales of a base plant at a destination.
  [[nodiscard]] double base_sales(const Place& place, std::size_t n) const {
    return classes_.rate(place.one, n) * place.size;
  }
  [[nodiscard]] const Market& market(std::size_t number, std::size_t n) const {
    return markets_[number * regions_ + n];
  }
  [[nodiscard]] std::span<const Place> places(const Active& active) const {
    return std::span(places_).subspan(active.first_place, active.end_place - active.first_place);
  }

  const World& world_;
  std::size_t regions_;
  bool by_owner_;
  double local_elasticity_;               // theta_h
  std::vector<double> elasticity_;        // [sector] theta_s, never below theta_k
  std::vector<double> trade_elasticity_;  // [sector] theta_k
  std::vector<double> log_premium_;       // [home][host]
  double log_proximity_;
  ClassSales classes_;
  // Of this step: found by update().
  std::vector<Active> active_;
  std::vector<Place> places_;
  std::vector<std::uint32_t> active_of_;  // [firm] its number in active_, or none
  std::vector<float> weight_;             // [place][destination] of the places outside the destination
  std::vector<Market> markets_;           // [active][destination]
  std::vector<double> log_cost_;          // [destination][cell]
  std::vector<double> class_part_;        // [class][destination]
  std::vector<float> class_top_;          // [class][destination] largest pull of a member's enterprise
};

}  // namespace entrepot::models
