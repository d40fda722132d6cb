// The small world of policies made ready for runs.
#pragma once

#include "tests/support/policy_case.hpp"

namespace entrepot::test {

// policy_world() with duties at borders only.
inline WorldTable moving_policy_world() {
  WorldTable table = policy_world();
  for (std::size_t region = 0; region < table.n_regions(); ++region) {
    for (std::size_t product = 0; product < table.n_products(); ++product)
      table.base_duty[table.duty_index(region, region, product)] = 0.0;
    for (std::size_t origin = 0; origin < table.n_regions(); ++origin)
      table.base_duty[table.duty_index(region, origin, 3)] = 0.0;
  }
  return table;
}

}  // namespace entrepot::test
