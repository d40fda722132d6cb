#include "tests/support/random_equilibrium.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/rng.hpp"

namespace entrepot::test {

using namespace theory;

namespace {

enum Agent : std::uint64_t {
  origins,
  products,
  technology,
  budgets,
  duties,
  parameters,
  new_duties,
  wedges,
  shapes
};

class Source {
 public:
  Source(std::uint64_t seed, Agent agent) : draws_(Seed{seed, 0}, Stream::test, agent, 0) {}
  double between(double low, double high) { return low + (high - low) * draws_.unit53(); }
  bool chance(double probability) { return draws_.unit53() < probability; }
  std::size_t whole(std::size_t low, std::size_t high) {
    return low + std::min(high - low,
                          static_cast<std::size_t>(draws_.unit53() * static_cast<double>(high - low + 1)));
  }
  // `count` positive shares that sum to 1.
  std::vector<double> shares(std::size_t count) {
    std::vector<double> values(count);
    double sum = 0.0;
    for (double& value : values) sum += value = -std::log(draws_.unit53()) + 0.05;
    for (double& value : values) value /= sum;
    return values;
  }

 private:
  Draws draws_;
};

void append(std::vector<double>& to, const std::vector<double>& values) {
  to.insert(to.end(), values.begin(), values.end());
}

// The first product has no gaps: a region that exports nothing would have to live on nothing.
void draw_origins(EquilibriumInput& in, std::uint64_t seed, bool with_gaps) {
  Source source(seed, origins);
  for (std::size_t n = 0; n < in.regions; ++n) {
    for (std::size_t g = 0; g < in.products(); ++g) {
      const bool gaps = with_gaps && g > 0;
      const double home = source.between(0.3, 0.97);
      std::vector<double> row = source.shares(in.regions);
      row[n] = 0.0;
      const bool no_home = gaps && source.chance(0.05);
      const bool no_imports = gaps && source.chance(0.05) && !no_home;
      for (double& share : row) share *= no_imports || (gaps && source.chance(0.15)) ? 0.0 : 1.0;
      double sum = 0.0;
      for (const double share : row) sum += share;
      if (sum > 0.0) {
        for (double& share : row) share *= (no_home ? 1.0 : 1.0 - home) / sum;
      }
      row[n] = sum <= 0.0 ? 1.0 : no_home ? 0.0 : home;
      append(in.origin_share, row);
    }
  }
}

void draw_parameters(EquilibriumInput& in, std::uint64_t seed, const RandomEquilibriumOptions& options) {
  Source source(seed, parameters);
  for (std::size_t k = 0; k < in.sectors; ++k) {
    in.trade_elasticity.push_back(source.between(1.5, 8.0));
    if (options.two_tiers) in.home_elasticity.push_back(source.between(0.2, 1.5));
    in.nest_elasticity.push_back(options.cobb_douglas ? 1.0 : source.between(0.2, 1.4));
  }
  if (options.cobb_douglas) return;
  in.input_elasticity = source.chance(0.5) ? 1.0 : source.between(0.2, 1.2);
  in.labour_elasticity = source.chance(0.5) ? 1.0 : source.between(0.4, 1.2);
}

void draw_technology(EquilibriumInput& in, std::uint64_t seed, bool markups) {
  Source source(seed, technology);
  for (std::size_t group = 0; group < in.groups(); ++group) {
    append(in.input_share, source.shares(in.sectors));
    in.labour_share.push_back(source.between(0.2, 0.8));
    in.markup.push_back(markups ? source.between(1.0, 1.2) : 1.0);
  }
  for (std::size_t n = 0; n < in.regions; ++n) append(in.budget_share, source.shares(in.sectors));
}

void draw_base_duties(EquilibriumInput& in, std::uint64_t seed, bool any) {
  Source source(seed, duties);
  in.base_duty.assign(in.regions * in.regions * in.products(), 0.0);
  for (std::size_t n = 0; n < in.regions; ++n) {
    for (std::size_t i = 0; i < in.regions; ++i) {
      for (std::size_t g = 0; g < in.products(); ++g) {
        if (any && n != i) in.base_duty[in.link(n, i, g)] = source.between(0.0, 0.2);
      }
    }
  }
  in.duty = in.base_duty;
}

// Budgets equal to incomes (repeatedly spending what was earned), then tilted.
void draw_budgets(EquilibriumInput& in, std::uint64_t seed, bool balanced) {
  Source source(seed, budgets);
  for (std::size_t n = 0; n < in.regions; ++n) in.budget.push_back(source.between(1.0, 10.0));
  const Closure wanted = in.closure;
  in.closure = Closure::fixed;
  for (int round = 0; round < 400; ++round) {
    const std::vector<double> income = solve_equilibrium(in).income;
    double change = 0.0;
    for (std::size_t n = 0; n < in.regions; ++n)
      change = std::max(change, std::abs(income[n] / in.budget[n] - 1.0));
    in.budget = income;
    if (change < 1e-14 || (!balanced && change < 1e-3)) break;
  }
  in.closure = wanted;
  for (double& budget : in.budget) budget *= balanced ? 1.0 : source.between(0.95, 1.05);
}

}  // namespace

EquilibriumInput random_equilibrium(std::uint64_t seed, const RandomEquilibriumOptions& options) {
  EquilibriumInput in;
  in.regions = options.regions;
  in.sectors = options.sectors;
  in.closure = options.closure;
  for (std::size_t g = 0; g < options.sectors * options.products_per_sector; ++g) {
    in.product_sector.push_back(g / options.products_per_sector);
  }
  in.one_market_per_region();
  draw_origins(in, seed, options.gaps);
  Source source(seed, products);
  for (std::size_t nest = 0; nest < in.groups(); ++nest)
    append(in.product_share, source.shares(options.products_per_sector));
  draw_technology(in, seed, options.markups);
  draw_base_duties(in, seed, options.base_duties);
  draw_parameters(in, seed, options);
  draw_budgets(in, seed, options.balanced);
  return in;
}

void draw_duties(EquilibriumInput& input, std::uint64_t seed, double largest) {
  Source source(seed, new_duties);
  for (std::size_t n = 0; n < input.regions; ++n) {
    for (std::size_t i = 0; i < input.regions; ++i) {
      for (std::size_t g = 0; g < input.products(); ++g) {
        const double rate = source.between(0.0, largest);
        if (source.chance(0.5) && n != i) input.duty[input.link(n, i, g)] = rate;
      }
    }
  }
}

void draw_wedges(EquilibriumInput& input, std::uint64_t seed, double largest) {
  Source source(seed, wedges);
  input.choice_wedge.assign(input.duty.size(), 1.0);
  for (double& wedge : input.choice_wedge) {
    const double drawn = source.between(1.0, largest);
    if (source.chance(1.0 / 3.0)) wedge = drawn;
  }
}

RandomEquilibriumOptions random_shape(std::uint64_t seed) {
  Source source(seed, shapes);
  RandomEquilibriumOptions shape;
  shape.regions = source.whole(2, 6);
  shape.sectors = source.whole(1, 5);
  shape.products_per_sector = source.whole(1, 3);
  shape.two_tiers = source.chance(0.5);
  shape.cobb_douglas = source.chance(0.5);
  shape.closure = source.chance(0.5) ? Closure::clearing : Closure::fixed;
  return shape;
}

}  // namespace entrepot::test
