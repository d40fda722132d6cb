// Classes of slot value: what the mean field keeps of the sizes of an agent world.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/world/world.hpp"

namespace entrepot::test {

// Slots of one input fall into classes by base value, each with one hazard factor m = value^-exponent
// (value-weighted mean 1 over all slots of an input sector, all regions and users together). Classes are
// those of the (destination, input): `firm_classes` quantiles of base value over the nests of all its firms,
// then one class for its final nest, whose slots all have one value.
struct ValueClasses {
  std::size_t count = 0;       // firm classes + 1
  std::vector<double> factor;  // [destination][input][class] m, mean by value
  std::vector<double>
      share;  // [destination][user][input][class] share of the user's base spending on the
              // input; users are the sectors, then final use; 0 everywhere if nothing is bought

  [[nodiscard]] const double* factor_of(std::size_t destination_input) const {
    return &factor[destination_input * count];
  }
};

// Classes of a synthesised world.
[[nodiscard]] ValueClasses value_classes(const World& world, double exponent, std::size_t firm_classes);

}  // namespace entrepot::test
