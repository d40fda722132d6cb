// What an enterprise's plants make of its cost at one destination.
#pragma once

#include <cstddef>
#include <span>

namespace entrepot::models {

// One plant as the choice of place at one destination sees it.
struct PlaceTerms {
  double log_cost = 0.0;  // ln r: delivered cost over the parent's at the base
  double part =
      1.0;  // of a base plant: its share of base sales there; of a new one: capacity over base output
  bool fresh = false;  // opened since the base
};

struct PlaceIndex {
  double sum = 0.0;    // Phi
  double share = 0.0;  // what the plant asked for delivers, share of all
};

// model.md section 5: Phi = sum over base plants of rho r^-theta_s + sum over new ones of k max(0, r^-theta_s
// - Phi_base), and s = rho r^-theta_s / Phi. A dear plant never raises the index, and variety is no gain:
// parts of new plants count up to 1 in all, the cheapest first. `asked`: position of the plant whose share is
// wanted.
[[nodiscard]] PlaceIndex place_index(std::span<const PlaceTerms> plants, double elasticity,
                                     std::size_t asked = 0);

}  // namespace entrepot::models
