// Random small tables, balanced by construction, for property tests.
#pragma once

#include <cstdint>

#include "sim/world/table.hpp"

namespace entrepot::test {

struct TableShape {
  std::size_t regions = 4;
  std::size_t sectors = 3;
  std::size_t products_per_sector = 2;  // of goods; the last sector is services with one product
  double largest_duty = 0.2;
  double empty_share = 0.1;  // flows between regions that are zero
  double input_size = 1.0;   // factor on intermediate use; 8 makes inputs about half of output
};

// Z, F >= 0 at random, X = row sums, VA = X - column sums > 0. The same seed gives the same table.
[[nodiscard]] WorldTable random_table(std::uint64_t seed, const TableShape& shape = {});

}  // namespace entrepot::test
