#include "tests/support/mean_field.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numeric>

#include "models/behaviours/step.hpp"
#include "sim/core/error.hpp"
#include "tests/support/import_shares.hpp"
#include "tests/support/toy_table.hpp"

namespace entrepot::test::mean_field_test {

using namespace models;
namespace {

constexpr std::size_t buy = 0, riv = 1, alt = 2;
constexpr Month start{2017, 1};

World toy_world(std::int64_t firms, double slots_per_firm, std::uint64_t seed = 3) {
  SynthesisOptions options;
  options.firms = firms;
  options.slots_per_firm = slots_per_firm;
  options.seed = Seed{seed, 0};
  return synthesise(toy_table(), options, 2);
}

struct ToyRun {
  World world = toy_world(300, 60.0);
  ToyTariff tariff{world.table, buy, riv, 0.25, start + 3};
  ThreadPool pool{2};
  MeanField run(const ModelSettings& settings, bool taxed, int steps) {
    std::vector<const Instrument*> instruments;
    if (taxed) instruments.push_back(&tariff);
    MeanField field(world, settings, instruments, {start, steps}, pool);
    for (int t = 0; t < steps; ++t) field.step();
    return field;
  }
};

// Base trade of the table, million USD per month, [destination][origin][sector].
std::vector<double> base_trade(const WorldTable& table) {
  std::vector<double> trade;
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    for (std::size_t seller = 0; seller < table.n_groups(); ++seller) {
      double value = table.f(seller, n);
      for (std::size_t j = 0; j < table.n_sectors(); ++j) value += table.z(seller, n * table.n_sectors() + j);
      trade.push_back(value / 12.0);
    }
  }
  return trade;
}

double import_share(const MeanField& field, const WorldTable& table, std::size_t origin) {
  ImportShares imports(table, buy);
  imports.add(field.month(), field.trade());
  return imports.shares(field.month().year())[origin];
}

TEST(MeanField, StandsStillWithoutPolicy) {
  ToyRun toy;
  const MeanField field = toy.run(ModelSettings{}, false, 60);
  const std::vector<double> base = base_trade(toy.world.table);
  for (std::size_t at = 0; at < base.size(); ++at) EXPECT_NEAR(field.trade()[at] / base[at], 1.0, 1e-9);
  for (const double price : field.group_price()) EXPECT_NEAR(price, 1.0, 1e-9);
}

// Slots signed while prices lagged behind growing demand remember it: hence 3e-4.
TEST(MeanField, GrowsWithTheDemandTrend) {
  ToyRun toy;
  ModelSettings settings;
  settings.demand.growth = 1.39;
  settings.demand.growth_until = Month(2018, 12);
  const MeanField field = toy.run(settings, false, 120);
  const std::vector<double> base = base_trade(toy.world.table);
  for (std::size_t at = 0; at < base.size(); ++at) EXPECT_NEAR(field.trade()[at] / base[at], 1.39, 3e-4);
}

TEST(MeanField, KeepsWeights) {
  ToyRun toy;
  const MeanField field = toy.run(ModelSettings{}, true, 60);
  EXPECT_LT(field.weight_error(), 1e-12);
  for (std::size_t g = 0; g < toy.world.table.n_products(); ++g) {
    const std::vector<double> shares = field.weight_shares(buy, g);
    EXPECT_NEAR(std::accumulate(shares.begin(), shares.end(), 0.0), 1.0, 1e-12);
  }
}

// With every slot re-opened every month, weights are the month's choice: two tiers, computed here by hand
// from posted prices that do not move.
TEST(MeanField, FollowsChoiceWhereEverySlotIsReopened) {
  ToyRun toy;
  ModelSettings settings;
  settings.sourcing.hazard_scale = 1e6;
  settings.sourcing.value_exponent = 0.0;
  settings.pricing.adjustment = 0.0;
  const MeanField field = toy.run(settings, true, 6);
  const WorldTable& table = toy.world.table;
  for (std::size_t g = 0; g < 4; ++g) {
    const double* const base = &toy.world.accounts.base_share[g * 3];
    const double theta = 0.45 * table.sector_parameters[g / 2].trade_elasticity;
    const double taxed = 1.0 + 0.25 / (1.0 + table.base_duty[table.duty_index(buy, riv, g)]);
    const double foreign = base[riv] + base[alt];
    const double riv_in_imports = base[riv] * std::pow(taxed, -theta);
    const double sum = riv_in_imports + base[alt];
    const double imports = foreign * std::pow(sum / foreign, 0.5 / theta);
    const double expected_riv = imports / (imports + base[buy]) * riv_in_imports / sum;
    const std::vector<double> shares = field.weight_shares(buy, g);
    EXPECT_NEAR(shares[riv], expected_riv, 1e-9);
    EXPECT_NEAR(shares[buy], base[buy] / (imports + base[buy]), 1e-9);
    EXPECT_NEAR(field.signed_shares(buy, g)[riv], expected_riv, 1e-12);
  }
}

// At fixed prices and constant hazards, weights approach the choice as exp(-lambda t).
TEST(MeanField, ApproachesChoiceAtTheHazard) {
  ToyRun toy;
  ModelSettings settings;
  settings.sourcing.gap_hazard = 0.0;
  settings.sourcing.value_exponent = 0.0;
  settings.pricing.adjustment = 0.0;
  const int taxed_months = 24;
  const MeanField field = toy.run(settings, true, 3 + taxed_months);
  const double lambda = 0.5 * toy.world.table.sector_parameters[0].resourcing_hazard;
  const double base = toy.world.accounts.base_share[riv];
  const double target = field.signed_shares(buy, 0)[riv];
  const double expected = target + (base - target) * std::exp(-lambda * taxed_months / 12.0);
  EXPECT_NEAR(field.weight_shares(buy, 0)[riv], expected, 1e-10);
}

TEST(MeanField, TariffLowersTheTaxedOriginAndLiftsTheOther) {
  ToyRun toy;
  const ModelSettings settings;
  const MeanField before = toy.run(settings, false, 36);
  const MeanField after = toy.run(settings, true, 36);
  const WorldTable& table = toy.world.table;
  EXPECT_LT(import_share(after, table, riv), import_share(before, table, riv) - 0.02);
  EXPECT_GT(import_share(after, table, alt), import_share(before, table, alt) + 0.02);
  EXPECT_LT(after.group_price()[riv * 3], 1.0);  // utilisation falls where demand is lost
}

TEST(MeanField, MoreClassesOfValueChangeLittle) {
  ToyRun toy;
  MeanField few(toy.world, ModelSettings{}, {&toy.tariff}, {start, 36}, toy.pool);
  MeanField many(toy.world, ModelSettings{}, {&toy.tariff}, {start, 36}, toy.pool, 60);
  for (int t = 0; t < 36; ++t) {
    few.step();
    many.step();
  }
  EXPECT_NEAR(import_share(few, toy.world.table, riv), import_share(many, toy.world.table, riv), 1e-4);
}

TEST(MeanField, RefusesWhatItDoesNotCover) {
  ToyRun toy;
  ModelSettings settings;
  settings.sourcing.match = MatchQuality::frechet;
  EXPECT_THROW(toy.run(settings, true, 1), InputError);
  settings.sourcing.match = MatchQuality::none;
  settings.pricing.pricing = PriceRule::own;
  EXPECT_THROW(toy.run(settings, true, 1), InputError);
}

// A toy world whose largest slots count for little: slots per nest grow almost with its spending.
World even_world(std::uint64_t seed) {
  SynthesisOptions options;
  options.firms = 2000;
  options.slots_per_firm = 60.0;
  options.degree_exponent = 0.85;
  options.final_exponent = 0.9;
  options.final_share = 1.0;
  options.seed = Seed{seed, 0};
  return synthesise(toy_table(), options, 2);
}

// Agents minus mean field, share of the taxed origin: in the year of the duty, while slots move, and three
// years later.
std::array<double, 2> agent_gaps(std::uint64_t seed) {
  const World world = even_world(seed);
  const ToyTariff tariff(world.table, buy, riv, 0.25, start + 3);
  const Calendar calendar{start, 48};
  ThreadPool pool(2);
  const ModelSettings settings;
  MeanField field(world, settings, {&tariff}, calendar, pool);
  Simulation agents(world, make_actions(world, settings), {&tariff}, calendar, Seed{seed, 1}, pool);
  ImportShares expected(world.table, buy);
  ImportShares found(world.table, buy);
  while (!agents.done()) {
    field.step();
    agents.step();
    expected.add(field.month(), field.trade());
    found.add(field.month(), agent_trade(world, agents.state()));
  }
  return {found.shares(2017)[riv] - expected.shares(2017)[riv],
          found.shares(2020)[riv] - expected.shares(2020)[riv]};
}

// Over worlds of 40 slots per nest the mean gap is below 4 standard errors, which are below 0.2 pp; the
// tariff takes 8 pp.
TEST(MeanField, AgentsScatterAroundIt) {
  constexpr int worlds = 8;
  std::array<double, 2> sum{};
  std::array<double, 2> squares{};
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    const std::array<double, 2> gaps = agent_gaps(seed);
    for (std::size_t y = 0; y < 2; ++y) {
      sum[y] += gaps[y];
      squares[y] += gaps[y] * gaps[y];
    }
  }
  for (std::size_t y = 0; y < 2; ++y) {
    const double mean = sum[y] / worlds;
    const double error = std::sqrt((squares[y] / worlds - mean * mean) / (worlds - 1));
    EXPECT_LT(std::abs(mean), 4.0 * error) << (y == 0 ? 2017 : 2020);
    EXPECT_LT(error, 0.002);
  }
}

}  // namespace
}  // namespace entrepot::test::mean_field_test
