// Drawn designs: latin hypercube, Sobol's sequence, Saltelli's rows, Morris' paths.
#include <algorithm>
#include <boost/random/sobol.hpp>
#include <numeric>

#include "sim/core/error.hpp"
#include "sim/core/rng.hpp"
#include "tools/sweep/designs/design.hpp"

namespace entrepot::tools {

namespace {

// Beside the streams of a run: a design is drawn before any run and never together with one.
constexpr auto sweep_design = static_cast<Stream>(2000);

// Draws for one dimension, or one path, of a design.
Draws design_draws(std::uint64_t seed, std::size_t agent) { return {Seed{seed, 0}, sweep_design, agent, 0}; }

std::size_t below(Draws& draws, std::size_t n) {
  return std::min(n - 1, static_cast<std::size_t>(draws.unit53() * static_cast<double>(n)));
}

std::vector<std::size_t> permutation(Draws& draws, std::size_t n) {
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = n; i > 1; --i) std::swap(order[i - 1], order[below(draws, i)]);
  return order;
}

}  // namespace

UnitPoints latin_hypercube_points(std::size_t samples, std::size_t dimensions, std::uint64_t seed) {
  UnitPoints points(samples, std::vector<double>(dimensions));
  for (std::size_t d = 0; d < dimensions; ++d) {
    Draws draws = design_draws(seed, d);
    const std::vector<std::size_t> order = permutation(draws, samples);
    for (std::size_t i = 0; i < samples; ++i) {
      points[i][d] = (static_cast<double>(order[i]) + draws.unit53()) / static_cast<double>(samples);
    }
  }
  return points;
}

UnitPoints sobol_points(std::size_t samples, std::size_t dimensions, std::uint64_t seed) {
  ENTREPOT_VALIDATE(dimensions > 0, "a design needs parameters");
  boost::random::sobol engine(dimensions);
  std::vector<std::uint64_t> shift;
  for (std::size_t d = 0; d < dimensions; ++d) {
    Draws draws = design_draws(seed, d);
    const std::uint64_t high = draws.word();
    shift.push_back((high << 32U) | draws.word());
  }
  // The engine leaves out the sequence's first point, 0: with it any 2^k points are balanced.
  UnitPoints points(samples, std::vector<double>(dimensions));
  for (std::size_t i = 0; i < samples; ++i) {
    for (std::size_t d = 0; d < dimensions; ++d) {
      const std::uint64_t raw = i == 0 ? 0 : engine();
      points[i][d] = (static_cast<double>((raw ^ shift[d]) >> 11U) + 0.5) * 0x1p-53;
    }
  }
  return points;
}

UnitPoints saltelli_points(std::size_t rows, std::size_t dimensions, std::uint64_t seed) {
  UnitPoints points;
  points.reserve(rows * (dimensions + 2));
  for (const std::vector<double>& row : sobol_points(rows, 2 * dimensions, seed)) {
    const auto middle = row.begin() + static_cast<std::ptrdiff_t>(dimensions);
    const std::vector<double> a(row.begin(), middle);
    const std::vector<double> b(middle, row.end());
    points.push_back(a);
    for (std::size_t d = 0; d < dimensions; ++d) {
      points.push_back(a);
      points.back()[d] = b[d];
    }
    points.push_back(b);
  }
  return points;
}

UnitPoints morris_points(std::size_t paths, std::size_t dimensions, int levels, std::uint64_t seed) {
  const auto half = static_cast<std::size_t>(levels / 2);
  const double unit = 1.0 / (levels - 1);
  UnitPoints points;
  for (std::size_t path = 0; path < paths; ++path) {
    Draws draws = design_draws(seed, path);
    std::vector<double> low(dimensions);
    std::vector<bool> high(dimensions);
    for (std::size_t d = 0; d < dimensions; ++d) {
      low[d] = static_cast<double>(below(draws, half)) * unit;
      high[d] = draws.unit() < 0.5;
    }
    const auto place = [&] {
      std::vector<double> point(low);
      for (std::size_t d = 0; d < dimensions; ++d)
        point[d] += high[d] ? static_cast<double>(half) * unit : 0.0;
      points.push_back(std::move(point));
    };
    place();
    for (const std::size_t d : permutation(draws, dimensions)) {
      high[d] = !high[d];
      place();
    }
  }
  return points;
}

}  // namespace entrepot::tools
