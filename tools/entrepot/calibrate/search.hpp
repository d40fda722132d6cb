// Where to look for the least of a function on the unit cube whose values cost much.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace entrepot::tools {

using UnitPoint = std::vector<double>;  // [parameter] in [0, 1]
using UnitFunction = std::function<double(const UnitPoint&)>;

struct SearchOptions {
  std::string method;           // bobyqa, cobyla, crs2, esch, none
  std::size_t evaluations = 0;  // at most, all three parts together
  std::size_t start = 0;        // of the first part
  std::uint64_t seed = 0;
};

// Three parts: `first` (where given) and a Latin hypercube; NLopt from the best of it; then a Latin hypercube
// in the box of a fifth of each range on either side of the best, three in ten of all, for the shape about
// it. The same calls in the same order for the same values. `part` is told which one begins: start, search or
// around. Exceptions of the function come through.
void search_unit_cube(const UnitPoint& first, std::size_t dimensions, const SearchOptions& options,
                      const std::function<void(const std::string& part)>& part, const UnitFunction& value);

// The least of a cheap function from a point, parameters in `held` kept as they are.
[[nodiscard]] double least_from(UnitPoint& point, const std::vector<bool>& held, const UnitFunction& value);

}  // namespace entrepot::tools
