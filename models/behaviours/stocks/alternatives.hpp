// What buyers of a product pay for the best of what they may buy, and what they would without an origin.
#pragma once

#include <vector>

#include "models/behaviours/sourcing/sourcing_settings.hpp"
#include "sim/world/world.hpp"

namespace entrepot::models {

// ln of the price index of a market's choice set, base = 0: nested as sourcing chooses (model.md section 3,
// "source"), at base shares. One market at a time.
class Alternatives {
 public:
  struct Offer {
    double log_cost = 0.0;  // ln of delivered cost, base = 0
    double open = 1.0;      // part of the links that may trade
  };
  Alternatives(const World& world, const SourcingSettings& settings);

  // Takes the offers of all origins, [origin].
  void set(RegionId destination, ProductId product, const std::vector<Offer>& offers);
  // Infinite where nothing may be bought.
  [[nodiscard]] double log_index() const { return log_index(home_, imports_); }
  // Without what one origin sells.
  [[nodiscard]] double log_index_without(RegionId origin) const;

 private:
  [[nodiscard]] double log_index(double home, double imports) const;

  const World& world_;
  SourcingSettings settings_;
  RegionId destination_;
  double theta_ = 1.0;
  double eta_ = 1.0;
  std::vector<double> pull_;   // [origin] base share times cost^-theta; home's cost^-eta
  double home_ = 0.0;          // its pull
  double imports_ = 0.0;       // sum of theirs
  double import_share_ = 0.0;  // base shares
  double all_ = 0.0;
};

}  // namespace entrepot::models
