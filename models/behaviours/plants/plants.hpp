// Plants of one owner compete for its customers: delivered cost over a firm's home plant and its sites.
#pragma once

#include <cstdint>
#include <vector>

#include "models/behaviours/model.hpp"
#include "models/behaviours/sourcing/listings.hpp"
#include "sim/engine/action.hpp"

namespace entrepot::models {

inline constexpr std::uint32_t no_plant = 0xFFFFFFFFU;

// model.md section 3, "Sites compete inside their owner". A site is in the choice of a destination only while
// it delivers there more cheaply than the home plant (cost premium included; a site beside its customer saves
// the proximity gain), and never in its owner's home region: a plant for export does not sell back home. Home
// weighs 1, a site what of it is built.
class Plants {
 public:
  Plants(const World& world, const ModelSettings& settings);

  // Notes which owners have sites and the composite delivered costs of all home cells.
  void update(const StepContext& context);
  [[nodiscard]] bool any() const { return any_; }
  // Whether a firm of this sector has a site at work anywhere.
  [[nodiscard]] bool in_sector(std::size_t sector) const { return sector_has_sites_[sector]; }

  // ln of delivered cost as the choice of an origin sees it, [destination][home cell]: -1/theta_s ln of the
  // mean of x^(-theta_s) over the plants of the cell's firms; where there is no site, State::log_cost.
  [[nodiscard]] const std::vector<double>& log_cost(const State& state) const {
    return any_ ? log_cost_ : state.log_cost;
  }

  // The firm that owns a plant; a firm of the world owns itself.
  [[nodiscard]] std::uint32_t owner(const State& state, std::uint32_t plant) const {
    return plant < world_.n_firms() ? plant : state.sites.site[plant - world_.n_firms()].owner;
  }
  // Supply cell a plant sells from.
  [[nodiscard]] std::uint16_t cell(const State& state, std::uint32_t plant) const {
    return plant < world_.n_firms() ? world_.firm_cell[plant]
                                    : state.sites.site[plant - world_.n_firms()].cell;
  }

  // The plant of `owner` that a slot buys from: a logit at precision theta_s over delivered cost, run as a
  // race of clocks that depend on (slot key, draw, plant's region) alone. Plants that may not sell to the
  // slot are out of it; where home is one of them, dearer sites serve too. no_plant if none is left.
  [[nodiscard]] std::uint32_t choose(const StepContext& context, std::uint64_t slot_key, std::uint32_t draw,
                                     std::size_t destination, std::uint32_t owner,
                                     const LinkBans& bans) const;

 private:
  // ln of a site's delivered cost over the home plant's at a destination; not below zero = not in the choice.
  [[nodiscard]] double advantage(const State& state, std::size_t destination, const Site& site,
                                 std::size_t home_cell) const;
  void compose(const StepContext& context, std::size_t destination);

  const World& world_;
  double elasticity_;
  std::vector<double> log_premium_;  // [home][host]
  double log_proximity_;
  // Of this step: found by update().
  bool any_ = false;
  std::vector<bool> sector_has_sites_;
  std::vector<double> log_cost_;  // [destination][home cell]
  // One row per (home cell, host) with sites: mean over the cell's capacity of w / (1 + w), w what is built.
  struct Presence {
    std::size_t home_cell;
    Site example;  // host and cell
    double share;
  };
  std::vector<Presence> presence_;
};

}  // namespace entrepot::models
