#include "models/behaviours/plants/place_index.hpp"

#include <algorithm>

#include "sim/core/math.hpp"

namespace entrepot::models {

namespace {

// The cheapest new plant after `last` in the order of cost, then position; past the end if there is none.
std::size_t next_cheapest(std::span<const PlaceTerms> plants, std::size_t last) {
  const auto later = [&](std::size_t a, std::size_t b) {
    return plants[a].log_cost != plants[b].log_cost ? plants[a].log_cost > plants[b].log_cost : a > b;
  };
  std::size_t best = plants.size();
  for (std::size_t p = 0; p < plants.size(); ++p) {
    if (!plants[p].fresh || (last != plants.size() && !later(p, last))) continue;
    if (best == plants.size() || later(best, p)) best = p;
  }
  return best;
}

}  // namespace

PlaceIndex place_index(std::span<const PlaceTerms> plants, double elasticity, std::size_t asked) {
  double base = 0.0;
  double weight = 0.0;  // of the plant asked for
  for (std::size_t p = 0; p < plants.size(); ++p) {
    if (plants[p].fresh) continue;
    const double pull = plants[p].part * exp64(-elasticity * plants[p].log_cost);
    base += pull;
    if (p == asked) weight = pull;
  }
  double gain = 0.0;
  double room = 1.0;
  const std::size_t none = plants.size();
  for (std::size_t p = next_cheapest(plants, none); p != none && room > 0.0; p = next_cheapest(plants, p)) {
    const double pull = exp64(-elasticity * plants[p].log_cost);
    if (!(pull > base)) break;  // nor are those after it cheaper
    const double part = std::min(plants[p].part, room);
    room -= part;
    gain += part * (pull - base);
    if (p == asked) weight = part * (pull - base);
  }
  const double sum = base + gain;
  return {sum, sum > 0.0 ? weight / sum : 0.0};
}

}  // namespace entrepot::models
