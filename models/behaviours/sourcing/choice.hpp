// The choice of an origin at a cross-origin event: nested logit, run as an exponential race.
#pragma once

#include <cstdint>
#include <vector>

#include "models/behaviours/sourcing/listings.hpp"
#include "models/behaviours/sourcing/sourcing_settings.hpp"
#include "sim/engine/action.hpp"

namespace entrepot::models {

// What a buyer of (destination, product) chooses from in one step (model.md section 3, "source").
// Arrays [destination][product], weights [destination][product][origin].
class ChoiceTables {
 public:
  ChoiceTables(const World& world, const SourcingSettings& settings);

  // Refreshes all tables from ln delivered costs and bans, [destination][cell]; parallel over destinations.
  // `ban` may be empty, and must outlive the step.
  void update(StepContext& context, const std::vector<double>& log_cost, const std::vector<double>& ban);

  // ln of the price index of the choice set, base = 0: nested [sum pi x^-theta]^(-1/theta).
  [[nodiscard]] double log_index(std::size_t destination, std::size_t product) const {
    return log_index_[market(destination, product)];
  }
  // The same for a buyer with bans of its own on supply cells (null = none): what it may not buy weighs less.
  [[nodiscard]] double log_index(std::size_t destination, std::size_t product, const double* inputs) const;

  // The origin that wins the race of a slot (its key, sim/world/state/site_keys.hpp). Its clocks depend on
  // (slot, draw, origin) alone, so a change of one price leaves the clocks of all origins as they are (common
  // random numbers). With `base` (the slot's base origin) the clocks are drawn on the condition that it wins
  // at base prices: a taste that lasts (docs/decisions/0007-tastes-last.md). `inputs`: bans of the buyer's
  // own, [cell]. Invalid if nothing can be chosen.
  [[nodiscard]] RegionId choose(Seed seed, std::uint64_t slot, std::uint32_t draw, std::size_t destination,
                                std::size_t product, RegionId base = {},
                                const double* inputs = nullptr) const;

 private:
  void update_one(const State& state, const std::vector<double>& log_cost, std::size_t destination,
                  std::size_t product);
  [[nodiscard]] RegionId choose_importer(Seed seed, std::uint64_t slot, std::uint32_t draw, std::size_t at,
                                         RegionId base, float lead, const double* inputs) const;
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
  [[nodiscard]] double home_elasticity(std::size_t product) const {
    return settings_.tiers == Tiers::two ? settings_.home_elasticity : theta_[product];
  }

  SourcingSettings settings_;
  const World& world_;
  Axes axes_;
  std::vector<double> theta_;         // [product]
  std::vector<float> weight_;         // imports (or, with one tier, all origins); 0 = cannot be chosen
  std::vector<float> home_weight_;    // P(home) against P(imports): pi_home x^-eta
  std::vector<float> import_weight_;  // pi_imports X^-eta
  std::vector<double> log_index_;
  const std::vector<double>* ban_ = nullptr;  // of this step
  std::vector<std::uint8_t> partial_;  // [destination][product] some links have a licence; empty = no bans
};

}  // namespace entrepot::models
