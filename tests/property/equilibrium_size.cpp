// Size and speed: the embedded world's shape, and a synthetic one as large as the largest public tables.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <ctime>

#include "models/theory/equilibrium.hpp"
#include "tests/support/random_equilibrium.hpp"

namespace entrepot::test::equilibrium_size_test {

using namespace theory;
namespace {

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

// CPU seconds of one solution under duties up to `largest`.
double solve_seconds(EquilibriumInput input, double largest, const char* name) {
  draw_duties(input, 1, largest);
  const std::clock_t start = std::clock();
  const EquilibriumSolution solution = solve_equilibrium(input);
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  EXPECT_LT(solution.world_gap, 1e-11);
  EXPECT_LT(solution.wage_residual, 1e-10);
  fmt::print("{}: {:.3f} s, {} wage steps, price bound {:.2g}, peak {:.0f} MB\n", name, seconds,
             solution.wage_steps, solution.certificate.bound, peak_megabytes());
  return seconds;
}

RandomEquilibriumOptions shape(std::size_t regions, std::size_t sectors, std::size_t products) {
  RandomEquilibriumOptions options;
  options.regions = regions;
  options.sectors = sectors;
  options.products_per_sector = products;
  options.cobb_douglas = false;
  return options;
}

#if defined(NDEBUG) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
constexpr double patience = 1.0;
#else
constexpr double patience = 30.0;  // unoptimised or instrumented code
#endif

TEST(EquilibriumSize, FifteenRegionsWithProductsWellUnderASecond) {
  EquilibriumInput input = random_equilibrium(1, shape(15, 15, 14));
  EXPECT_LT(solve_seconds(input, 0.5, "15 x 15 x 210, clearing"), 1.0 * patience);
  input.closure = Closure::fixed;
  EXPECT_LT(solve_seconds(input, 0.5, "15 x 15 x 210, fixed"), 0.5 * patience);
}

TEST(EquilibriumSize, EightyOneRegionsUnderAMinuteAndTwoGigabytes) {
  EquilibriumInput input = random_equilibrium(1, shape(81, 45, 1));
  EXPECT_LT(solve_seconds(input, 0.5, "81 x 45, clearing"), 60.0 * patience);
  input.closure = Closure::fixed;
  EXPECT_LT(solve_seconds(input, 0.5, "81 x 45, fixed"), 60.0 * patience);
  EXPECT_LT(peak_megabytes(), 2048.0);
}

}  // namespace
}  // namespace entrepot::test::equilibrium_size_test
