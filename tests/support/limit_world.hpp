// Limit cases of library scenarios: their worlds and the duties of one month.
#pragma once

#include <string>

#include "tests/support/limit_agents.hpp"

namespace entrepot::test {

// The scenario's table with the duties its policies put in force in `month`; settings of the frictionless
// preset with tastes redrawn, whatever the scenario's own. InputError when the scenario cannot be read.
[[nodiscard]] LimitCase limit_of_scenario(const std::string& scenario, Month month);

// The same with the products of a sector merged to one; duties, old and new, are averages with the origin's
// base-year flows as weights.
[[nodiscard]] LimitCase one_product_per_sector(const LimitCase& limit);

}  // namespace entrepot::test
