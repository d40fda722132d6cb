// Random small worlds for the equilibrium solver: consistent base, moderate trade deficits, duties as asked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/theory/equilibrium.hpp"

namespace entrepot::test {

using namespace theory;

struct RandomEquilibriumOptions {
  std::size_t regions = 3;
  std::size_t sectors = 2;
  std::size_t products_per_sector = 1;
  bool two_tiers = true;
  bool cobb_douglas = false;  // sigma = eM = e = 1; else drawn
  bool markups = true;        // 1 .. 1.2
  bool base_duties = true;    // 0 .. 20 %
  bool balanced = false;      // no base deficits; else about 10 % of the budget
  bool gaps = true;           // some products without home supply, imports, or single origins
  Closure closure = Closure::clearing;
};

// Duties are the base duties: change them with `draw_duties`.
[[nodiscard]] EquilibriumInput random_equilibrium(std::uint64_t seed,
                                                  const RandomEquilibriumOptions& options);

// New duties between 0 and `largest` on a random half of all foreign links, the base duty on the rest.
void draw_duties(EquilibriumInput& input, std::uint64_t seed, double largest);

// Choice wedges between 1 and `largest` on a random third of all links, home included.
void draw_wedges(EquilibriumInput& input, std::uint64_t seed, double largest);

// Options of a random shape: 2-6 regions, 1-5 sectors, 1-3 products, either closure, either tier.
[[nodiscard]] RandomEquilibriumOptions random_shape(std::uint64_t seed);

// Largest relative violation of equations (1)-(6) of model.md 4 at `solution`, written out plainly and
// independently of the solver, link by link; `base` is the same world solved at its base duties.
[[nodiscard]] double equation_gap(const EquilibriumInput& input, const EquilibriumSolution& solution,
                                  const EquilibriumSolution& base);

}  // namespace entrepot::test
