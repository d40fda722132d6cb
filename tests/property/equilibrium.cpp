// The solver on random small worlds, against the equations written out independently.
#include "models/theory/equilibrium.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>

#include "tests/support/random_equilibrium.hpp"

namespace entrepot::test::equilibrium_test {

using namespace theory;
namespace {

// ENTREPOT_EQUILIBRIUM_WORLDS raises or lowers the number of worlds.
std::uint64_t world_count() {
  const char* wanted = std::getenv("ENTREPOT_EQUILIBRIUM_WORLDS");
  return wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : 10000;
}

TEST(RandomEquilibria, SolveToTheEquationsUnderAnyDuties) {
  const std::uint64_t count = world_count();
  std::uint64_t unsolved = 0;
  std::uint64_t steps = 0;
  double largest_gap = 0.0;
  const std::clock_t start = std::clock();
  for (std::uint64_t seed = 0; seed < count; ++seed) {
    EquilibriumInput input = random_equilibrium(seed, random_shape(seed));
    const EquilibriumSolution base = solve_equilibrium(input);
    draw_duties(input, seed, seed % 4 == 0 ? 5.0 : 5.0 * static_cast<double>(seed % 101) / 100.0);
    if (seed % 5 == 0) draw_wedges(input, seed, 1.5);
    if (input.closure == Closure::fixed && seed % 3 == 0) input.income_response = 0.8;
    try {
      const EquilibriumSolution solution = solve_equilibrium(input);
      const double gap = equation_gap(input, solution, base);
      largest_gap = std::max(largest_gap, gap);
      steps += static_cast<std::uint64_t>(solution.wage_steps);
      EXPECT_LT(gap, 1e-10) << "seed " << seed;
      EXPECT_LT(solution.world_gap, 1e-10) << "seed " << seed;
    } catch (const NoEquilibrium& failure) {
      ++unsolved;
      EXPECT_NE(std::string(failure.what()).find("no equilibrium found in"), std::string::npos);
      fmt::print("seed {}: {}\n", seed, failure.what());
    }
  }
  fmt::print("{} worlds, {} without equilibrium, largest gap {:.2g}, {} wage steps, {:.1f} s\n", count,
             unsolved, largest_gap, steps, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  EXPECT_LE(unsolved * 100, count);
}

}  // namespace
}  // namespace entrepot::test::equilibrium_test
