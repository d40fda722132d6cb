// The choice of an origin at a cross-origin event: nested logit, run as an exponential race.
#pragma once

#include <cstdint>
#include <vector>

#include "models/behaviours/plants/plants.hpp"
#include "models/behaviours/sourcing/listings.hpp"
#include "models/behaviours/sourcing/sourcing_settings.hpp"
#include "sim/engine/action.hpp"

namespace entrepot::models {

// Whom a buyer chooses: a base plant's place and the nationality of its owner. Without owners a plant's owner
// is at home.
struct Supplier {
  RegionId host;
  RegionId owner;
};

// What a buyer of (destination, product) chooses from in one step (model.md section 3, "source").
// Arrays [destination][product], weights [destination][product][origin].
class ChoiceTables {
 public:
  ChoiceTables(const World& world, const SourcingSettings& settings, const Plants& plants);

  // Refreshes all tables from ln delivered costs and bans, [destination][cell]; parallel over destinations.
  // `ban` may be empty, and must outlive the step.
  void update(StepContext& context, const std::vector<double>& ban);

  // ln of the price index of the choice set, base = 0: nested [sum pi x^-theta]^(-1/theta).
  [[nodiscard]] double log_index(std::size_t destination, std::size_t product) const {
    return log_index_[market(destination, product)];
  }
  // The same for a buyer with bans of its own on supply cells (null = none): what it may not buy weighs less.
  [[nodiscard]] double log_index(std::size_t destination, std::size_t product, const double* inputs) const;

  // The supplier that wins the race of a slot (its key, sim/world/state/site_keys.hpp): home or abroad;
  // abroad the nationality of the owner, then the base plant's place among those of the nationality; without
  // owners the origin. Clocks depend on (slot, draw, origin) alone, so a change of one price leaves the
  // clocks of all origins as they are (common random numbers). With `base` (the slot's base supplier) the
  // clocks are drawn on the condition that it wins at base prices: a taste that lasts
  // (docs/decisions/0007-tastes-last.md). `inputs`: bans of the buyer's own, [cell]. The host is invalid if
  // nothing can be chosen.
  [[nodiscard]] Supplier choose(Seed seed, std::uint64_t slot, std::uint32_t draw, std::size_t destination,
                                std::size_t product, Supplier base = {},
                                const double* inputs = nullptr) const;

 private:
  void update_one(const State& state, const std::vector<double>& log_cost, std::size_t destination,
                  std::size_t product);
  // One race abroad: of origins, of nationalities, or of the places of one of these.
  struct Race {
    Stream stream;
    std::uint64_t slot;
    std::uint32_t draw;
    const float* weight;  // [region]
    const float* share;   // [region] at the base
    double shares;        // sum of these
    RegionId base;        // known to have won at base prices, at the time `lead`; invalid = not known
    float lead;
  };
  [[nodiscard]] RegionId winner(Seed seed, const Race& race) const;
  // A slot's choice abroad in one market.
  struct Query {
    Seed seed;
    std::uint64_t slot;
    std::uint32_t draw;
    std::size_t at;  // market
    Supplier base;   // of imports at the base, or invalid
    float lead;
    const double* inputs;
  };
  [[nodiscard]] RegionId owner_at_home(const Query& query) const;
  [[nodiscard]] Supplier choose_abroad(const Query& query) const;
  [[nodiscard]] RegionId choose_place(const Query& query, RegionId owner, const float* origin_weight) const;
  // Weights of the origins that are open to a slot; `room` is filled where some are not.
  [[nodiscard]] const float* open_origins(const Query& query, std::vector<float>& room) const;
  void set_owner_shares();
  void sum_owners(std::size_t destination, std::size_t product);
  // The class of plants in an origin with owners of a nationality; no_class where there is none.
  [[nodiscard]] std::uint32_t class_at(CellId cell, RegionId owner) const {
    return class_at_[axes_.at(cell, owner)];
  }
  // Weights of home and of imports.
  struct OpenTo {
    float home = 0.0F;
    float imports = 0.0F;
  };
  [[nodiscard]] double licensed(std::size_t destination, std::size_t origin, std::size_t product);
  [[nodiscard]] bool some_denied(std::size_t at) const { return !partial_.empty() && partial_[at] != 0; }
  [[nodiscard]] OpenTo open_to(Seed seed, std::uint64_t slot, std::size_t destination, std::size_t product,
                               const double* inputs) const;
  // Weights where `open(origin)` of the links from an origin may trade.
  template <class Open>
  [[nodiscard]] OpenTo open_weights(std::size_t destination, std::size_t product, const Open& open) const;
  // [destination][product]
  [[nodiscard]] std::size_t market(std::size_t destination, std::size_t product) const {
    return axes_.cell(RegionId(destination), ProductId(product)).index();
  }
  [[nodiscard]] bool by_owner() const { return !class_at_.empty(); }
  [[nodiscard]] double home_elasticity(std::size_t product) const {
    return settings_.tiers == Tiers::two ? settings_.home_elasticity : theta_[product];
  }

  SourcingSettings settings_;
  const World& world_;
  const Plants& plants_;
  Axes axes_;
  std::vector<double> theta_;         // [product]
  std::vector<float> weight_;         // imports (or, with one tier, all origins); 0 = cannot be chosen
  std::vector<float> home_weight_;    // P(home) against P(imports): pi_home x^-eta
  std::vector<float> import_weight_;  // pi_imports X^-eta
  std::vector<double> log_index_;
  std::vector<float> base_share_;  // [destination][product][origin] pi
  // With owners, else empty.
  std::vector<std::uint32_t> class_at_;  // [cell][owner]
  std::vector<float> owner_share_;   // [destination][product][owner] of pi, plants outside the destination
  std::vector<float> owner_weight_;  // the same in this step
  const std::vector<double>* ban_ = nullptr;  // of this step
  std::vector<std::uint8_t> partial_;  // [destination][product] some links have a licence; empty = no bans
};

}  // namespace entrepot::models
