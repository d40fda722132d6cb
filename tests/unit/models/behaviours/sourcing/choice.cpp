#include "models/behaviours/sourcing/choice.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/engine.hpp"

namespace entrepot::test::choice_test {

using namespace models;
namespace {

// Choice tables of a small world whose delivered costs are set by hand.
class Choice : public ::testing::Test {
 protected:
  void set_cost(std::size_t origin, std::size_t product, double cost) {
    run_.state().log_cost[run_.world().table.duty_index(0, origin, product)] = std::log(cost);
  }
  ChoiceTables tables(const SourcingSettings& settings) {
    ChoiceTables out(run_.world(), settings, plants_);
    StepContext context{run_.world(), run_.state(), levers_, pool_, {1, 1}, 0, Month(2017, 1)};
    out.update(context, context.levers.ban);
    return out;
  }
  double share(std::size_t product, std::size_t origin) const {
    return run_.world().accounts.base_share[product * run_.world().table.n_regions() + origin];
  }

  test::Run run_{test::RunSetup{}};
  Plants plants_{run_.world(), ModelSettings{}};  // no enterprise has a choice of place
  ThreadPool pool_{2};
  Levers levers_;
};

// An origin whose plants are owned there.
Supplier from(std::size_t origin) { return {RegionId(origin), RegionId(origin)}; }

TEST_F(Choice, AtBasePricesTheIndexIsOne) {
  const ChoiceTables choice = tables({});
  for (std::size_t g = 0; g < run_.world().table.n_products(); ++g)
    EXPECT_NEAR(choice.log_index(0, g), 0.0, 1e-14);
}

TEST_F(Choice, IndexAndFrequenciesFollowTheNestedLogit) {
  SourcingSettings settings;
  const std::size_t regions = run_.world().table.n_regions();
  set_cost(1, 0, 1.25);
  set_cost(2, 0, 0.9);
  set_cost(0, 0, 1.05);
  const ChoiceTables choice = tables(settings);
  const double theta = trade_elasticity(settings, run_.world().table, 0);
  const double cost[] = {1.05, 1.25, 0.9, 1.0};
  double imports = 0.0;
  double pull = 0.0;
  for (std::size_t i = 1; i < regions; ++i) {
    imports += share(0, i);
    pull += share(0, i) * std::pow(cost[i], -theta);
  }
  const double import_price = std::pow(pull / imports, -1.0 / theta);
  const double eta = settings.home_elasticity;
  const double home_pull = share(0, 0) * std::pow(cost[0], -eta);
  const double import_pull = imports * std::pow(import_price, -eta);
  EXPECT_NEAR(choice.log_index(0, 0), std::log(home_pull + import_pull) / -eta, 1e-12);

  constexpr int draws = 200000;
  std::vector<int> count(regions, 0);
  for (std::uint32_t slot = 0; slot < draws; ++slot)
    ++count[choice.choose({7, 1}, slot, 3, 0, 0).host.index()];
  for (std::size_t i = 0; i < regions; ++i) {
    const double p =
        i == 0 ? home_pull / (home_pull + import_pull)
               : import_pull / (home_pull + import_pull) * share(0, i) * std::pow(cost[i], -theta) / pull;
    EXPECT_NEAR(count[i], draws * p, 5.0 * std::sqrt(draws * p * (1 - p))) << "origin " << i;
  }
}

TEST_F(Choice, OneTierUsesThetaForAllOrigins) {
  SourcingSettings settings;
  settings.tiers = Tiers::one;
  set_cost(0, 0, 1.3);
  const ChoiceTables choice = tables(settings);
  const double theta = trade_elasticity(settings, run_.world().table, 0);
  const double sum = share(0, 0) * std::pow(1.3, -theta) + 1.0 - share(0, 0);
  EXPECT_NEAR(choice.log_index(0, 0), std::log(sum) / -theta, 1e-12);
}

// Common random numbers: when one origin becomes dearer, slots leave it or stay where they are; none moves
// between two other origins.
TEST_F(Choice, AChangeOfOnePriceMovesNobodyElse) {
  SourcingSettings settings;
  const ChoiceTables before = tables(settings);
  set_cost(1, 0, 1.5);
  const ChoiceTables after = tables(settings);
  int left = 0;
  for (std::uint32_t slot = 0; slot < 50000; ++slot) {
    const RegionId was = before.choose({7, 1}, slot, 3, 0, 0).host;
    const RegionId is = after.choose({7, 1}, slot, 3, 0, 0).host;
    if (was == is) continue;
    ++left;
    // Home may gain from every importer, because imports as a whole became dearer.
    EXPECT_TRUE(was.index() == 1 || is.index() == 0) << was.get() << " -> " << is.get();
  }
  EXPECT_GT(left, 100);
}

TEST_F(Choice, ALastingTasteChoosesTheBaseOriginAtBasePrices) {
  const ChoiceTables choice = tables({});
  for (std::size_t base = 0; base < run_.world().table.n_regions(); ++base) {
    for (std::uint32_t slot = 0; slot < 20000; ++slot) {
      ASSERT_EQ(choice.choose({7, 1}, slot, 0, 0, 0, from(base)).host.index(), base);
    }
  }
}

// Averaged over base origins with the base shares, lasting tastes give the nested logit of the new costs.
TEST_F(Choice, LastingTastesGiveTheSameSharesAsRedrawnOnes) {
  SourcingSettings settings;
  const std::size_t regions = run_.world().table.n_regions();
  set_cost(1, 0, 1.4);
  set_cost(0, 0, 0.95);
  const ChoiceTables choice = tables(settings);
  constexpr std::uint32_t draws = 100000;
  std::vector<double> lasting(regions, 0.0);
  std::vector<double> redrawn(regions, 0.0);
  for (std::uint32_t slot = 0; slot < draws; ++slot) {
    redrawn[choice.choose({7, 1}, slot, 3, 0, 0).host.index()] += 1.0 / draws;
    for (std::size_t base = 0; base < regions; ++base) {
      lasting[choice.choose({8, 1}, slot * 16 + static_cast<std::uint32_t>(base), 0, 0, 0, from(base))
                  .host.index()] += share(0, base) / draws;
    }
  }
  for (std::size_t i = 0; i < regions; ++i) {
    EXPECT_NEAR(lasting[i], redrawn[i], 5.0 * std::sqrt(2.0 * redrawn[i] / draws)) << "origin " << i;
  }
}

TEST_F(Choice, MoreCapacityAttracts) {
  SourcingSettings settings;
  run_.state().group_capacity_ratio[2 * run_.world().table.n_sectors()] = 2.0;
  const ChoiceTables choice = tables(settings);
  int with = 0;
  constexpr int draws = 100000;
  for (std::uint32_t slot = 0; slot < draws; ++slot)
    with += choice.choose({7, 1}, slot, 3, 0, 0).host.index() == 2 ? 1 : 0;
  const double boosted = share(0, 2) * std::pow(2.0, settings.capacity_attraction);
  const double p = boosted / (1.0 - share(0, 2) + boosted);
  EXPECT_NEAR(with, draws * p, 5.0 * std::sqrt(draws * p * (1 - p)));
}

// A ban of a buyer's own weighs on its choice set and stops its links as the same ban on the flow does.
TEST_F(Choice, ABuyersOwnBanActsAsABanOnTheFlow) {
  const SourcingSettings settings;
  const WorldTable& table = run_.world().table;
  set_cost(2, 0, 1.2);
  std::vector<double> inputs(run_.world().n_cells(), 0.0);
  inputs[1 * table.n_products()] = 0.6;
  constexpr std::uint32_t slots = 20000;
  const ChoiceTables free = tables(settings);
  const double own_index = free.log_index(0, 0, inputs.data());
  EXPECT_GT(own_index, free.log_index(0, 0));
  EXPECT_EQ(free.log_index(0, 0, nullptr), free.log_index(0, 0));
  std::vector<std::size_t> own(slots);
  int moved = 0;
  for (std::uint32_t slot = 0; slot < slots; ++slot) {
    own[slot] = free.choose({7, 1}, slot, 3, 0, 0, Supplier{}, inputs.data()).host.index();
    moved += own[slot] != free.choose({7, 1}, slot, 3, 0, 0).host.index() ? 1 : 0;
  }
  Levers::use(levers_.ban, table.base_duty.size())[table.duty_index(0, 1, 0)] = 0.6;
  const ChoiceTables banned = tables(settings);
  EXPECT_NEAR(own_index, banned.log_index(0, 0), 1e-6);
  for (std::uint32_t slot = 0; slot < slots; ++slot)
    ASSERT_EQ(own[slot], banned.choose({7, 1}, slot, 3, 0, 0).host.index());
  EXPECT_GT(moved, 100);
}

}  // namespace
}  // namespace entrepot::test::choice_test
