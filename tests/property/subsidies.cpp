// Random subsidies, credits and budgets: the accounts stay exact in every step, levers that are neutral
// change no bit, and neither does the number of threads.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "models/behaviours/orders/use_table.hpp"
#include "sim/world/state/buyers.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::subsidies_test {

using namespace models;
namespace {

// To all producers of region 0 for content of regions 0 and 1.
ContentTerms clause(const WorldTable& table, double rate, double least) {
  ContentTerms terms;
  for (std::uint32_t k = 0; k < table.n_sectors(); ++k) terms.groups.push_back(k);
  terms.local.assign(table.n_regions(), 0);
  terms.local[0] = terms.local[1] = 1;
  terms.rate = rate;
  terms.least = least;
  return terms;
}

test::FreeTerms::Write always(double rate, double least) {
  return
      [=](const WorldTable& table, Month, Levers& levers) { levers.contents = {clause(table, rate, least)}; };
}

// Terms of one month, drawn by seed and month; some months have none.
test::FreeTerms::Write random_terms(int seed) {
  return [seed](const WorldTable& table, Month month, Levers& levers) {
    std::mt19937_64 draw(static_cast<std::uint64_t>(seed * 1000 + month.count()));
    const auto share = [&](double most) { return most * static_cast<double>(draw() % 101) / 100.0; };
    if (draw() % 4 != 0) {
      for (double& value : Levers::use(levers.output_subsidy, table.n_groups())) value = share(0.2);
    }
    if (draw() % 4 != 0) {
      for (double& value : Levers::use(levers.credit, table.base_duty.size())) value = share(0.3);
    }
    if (draw() % 4 != 0) {
      for (double& value : Levers::use(levers.budget, table.n_regions(), 1.0)) value = 0.9 + share(0.2);
    }
    if (draw() % 4 != 0) levers.contents = {clause(table, share(0.2), share(1.0))};
  };
}

test::RunSetup setup_of(int seed) {
  test::RunSetup setup;
  setup.seed = static_cast<std::uint64_t>(seed);
  setup.firms = 600;
  setup.duty = 0.1 * (seed % 3);
  setup.model.pricing.pricing = seed % 3 == 0 ? PriceRule::own : PriceRule::index;
  setup.model.settlement.income_response = seed % 2 == 0 ? 0.5 : 0.0;
  setup.model.settlement.closure = static_cast<WageClosure>(seed % 3);
  setup.model.stockpiling.stocks = seed % 4 == 2;
  setup.model.investment.sites = seed % 4 == 3;
  setup.model.ordering.short_run_sigma = seed % 5 == 0 ? 1.0 : 0.4;
  if (seed % 4 == 1) setup.model.production.utilisation = 0.98;  // rationing
  setup.terms = random_terms(seed);
  return setup;
}

class RandomSubsidies : public ::testing::TestWithParam<int> {};

TEST_P(RandomSubsidies, KeepTheAccountsExact) {
  test::Run run(setup_of(GetParam()));
  bool paid = false;
  for (int step = 0; step < 24; ++step) {
    run.step();
    const State& state = run.state();
    std::int64_t sold = 0;
    std::int64_t collected = 0;
    std::int64_t bought = 0;  // by firms and final buyers, subsidies taken off
    std::int64_t net_duties = 0;
    std::int64_t earned = 0;
    std::int64_t stocked = 0;
    std::int64_t final_spending = 0;
    for (const Sales& sales : state.firm_sales) sold += sales.money;
    for (const Flow& flow : state.flow) collected += flow.duty;
    for (const Flow& inputs : state.firm_inputs) bought += inputs.money + inputs.duty;
    for (const RegionAccount& a : state.account) {
      bought += a.final_spending;
      final_spending += a.final_spending;
      net_duties += a.duties;
      earned += a.wages + a.profits + a.duties + a.handling;
      stocked += a.inventory_change;
    }
    const std::int64_t subsidies = collected - net_duties;
    ASSERT_GE(subsidies, 0);
    paid = paid || subsidies > 0;
    if (state.stocks.on()) continue;  // the step itself asserts that deficits sum to zero
    ASSERT_EQ(stocked, 0);
    ASSERT_EQ(sold + net_duties, bought);  // every payment has a seller and a buyer
    // Firms' subsidies are in their wages, and what buyers are spared in nobody's: incomes are spending.
    ASSERT_EQ(earned, final_spending);
  }
  EXPECT_TRUE(paid);
}

TEST_P(RandomSubsidies, AreTheSameAtAnyNumberOfThreads) {
  test::RunSetup setup = setup_of(GetParam());
  setup.threads = 1;
  test::Run one(setup);
  setup.threads = 3;
  test::Run three(setup);
  for (int step = 0; step < 12; ++step) {
    one.step();
    three.step();
  }
  EXPECT_EQ(one.state().group_price, three.state().group_price);
  for (std::size_t n = 0; n < one.state().account.size(); ++n) {
    EXPECT_EQ(one.state().account[n].duties, three.state().account[n].duties);
    EXPECT_EQ(one.state().account[n].final_spending, three.state().account[n].final_spending);
  }
}

TEST_P(RandomSubsidies, OfNothingChangeNoBit) {
  test::RunSetup setup = setup_of(GetParam());
  setup.terms = [](const WorldTable& table, Month, Levers& levers) {
    levers.output_subsidy.assign(table.n_groups(), 0.0);
    levers.credit.assign(table.base_duty.size(), 0.0);
    levers.budget.assign(table.n_regions(), 1.0);
  };
  test::Run neutral(setup);
  setup.terms = {};
  test::Run unused(setup);
  for (int step = 0; step < 12; ++step) {
    neutral.step();
    unused.step();
  }
  EXPECT_EQ(neutral.state().group_price, unused.state().group_price);
  EXPECT_EQ(neutral.state().nest_price_final, unused.state().nest_price_final);
  EXPECT_EQ(neutral.state().slot_supplier, unused.state().slot_supplier);
  for (std::size_t at = 0; at < neutral.state().flow.size(); ++at)
    ASSERT_EQ(neutral.state().flow[at].money, unused.state().flow[at].money);
}

// Content is recomputed here from single links: their money by supplier's place.
std::vector<std::int64_t> foreign_inputs(test::Run& run, const std::vector<std::int64_t>& link_money) {
  const World& world = run.world();
  State& state = run.state();
  std::vector<std::int64_t> foreign(state.firm_sales.size(), 0);
  for (std::size_t b = 0; b < firm_blocks(world, state); ++b) {
    const Buyers block = buyers_of(world, state, b);
    const std::uint32_t end = block.nest_first[world.table.n_sectors() * block.firm_count];
    for (std::uint32_t s = block.first_slot(); s < end; ++s) {
      if (state.slot_cell[s] / world.table.n_products() > 1)
        foreign[block.first_firm + block.slot_buyer[s - block.first_slot()]] += link_money[s];
    }
  }
  return foreign;
}

// Local content of the firms of region 0, in the last month.
std::map<std::uint32_t, double> contents(test::Run& run, const std::vector<std::int64_t>& link_money) {
  const World& world = run.world();
  const std::vector<std::int64_t> foreign = foreign_inputs(run, link_money);
  std::map<std::uint32_t, double> out;
  for (std::size_t g = 0; g < world.table.n_sectors(); ++g) {
    for_each_firm(world, run.state(), g, [&](std::uint32_t f) {
      const auto sales = static_cast<double>(run.state().firm_sales[f].money);
      if (sales > 0.0) out[f] = (sales - static_cast<double>(foreign[f])) / sales;
    });
  }
  return out;
}

TEST_P(RandomSubsidies, WithAClauseOnContentPayTheFirmsThatMeetItAndNobodyElse) {
  constexpr double rate = 0.15;
  test::RunSetup setup = setup_of(GetParam());
  setup.steps = 13;  // plants are decided in the third month of a quarter: none in the last month
  setup.terms = {};
  std::vector<std::int64_t> link_money;
  setup.record_links = &link_money;
  std::vector<double> before;
  {
    test::Run plain(setup);
    plain.finish();
    for (const auto& [firm, content] : contents(plain, link_money)) before.push_back(content);
  }
  std::sort(before.begin(), before.end());
  const double least = before[before.size() / 2];
  setup.terms = always(rate, least);
  test::Run run(setup);
  run.finish();
  std::size_t met = 0;
  const std::map<std::uint32_t, double> after = contents(run, link_money);
  for (const auto& [firm, content] : after) {
    if (std::abs(content - least) < 1e-9) continue;  // a tie by rounding
    ASSERT_EQ(run.state().firm_content_subsidy[firm], content > least ? static_cast<float>(rate) : 0.0F);
    met += content > least ? 1U : 0U;
  }
  EXPECT_GT(met, after.size() / 5);
  EXPECT_LT(met, after.size() - after.size() / 5);
  for (std::uint32_t f = run.world().group_first[run.world().table.n_sectors()]; f < run.world().n_firms();
       ++f)
    ASSERT_EQ(run.state().firm_content_subsidy[f], 0.0F);  // elsewhere nobody is paid
}

// Firms whose content is far from the threshold on either side: the ones come to ask less than their group,
// the others more, and the ones sell more than the others.
TEST(ContentClause, MovesPricesAndSalesOfTheFirmsThatMeetIt) {
  constexpr double rate = 0.15;
  test::RunSetup setup;
  setup.steps = 25;
  setup.model.sourcing.resourcing = false;
  std::vector<std::int64_t> link_money;
  setup.record_links = &link_money;
  test::Run plain(setup);
  plain.finish();
  std::map<std::uint32_t, double> before = contents(plain, link_money);
  std::vector<double> sorted;
  for (const auto& [firm, content] : before) sorted.push_back(content);
  std::sort(sorted.begin(), sorted.end());
  const double least = 0.5 * (sorted.front() + sorted.back());
  const double margin = 0.1 * (sorted.back() - sorted.front());
  setup.terms = always(rate, least);
  test::Run with(setup);
  with.finish();
  double met_before = 0.0;
  double met_after = 0.0;
  double missed_before = 0.0;
  double missed_after = 0.0;
  for (const auto& [firm, content] : before) {
    const auto sales = [&](test::Run& run) {
      return static_cast<double>(run.state().firm_sales[firm].goods);
    };
    const double price = std::exp(static_cast<double>(with.state().firm_log_price[firm]));
    if (content > least + margin) {
      EXPECT_LT(price, 1.0);
      met_before += sales(plain);
      met_after += sales(with);
    } else if (content < least - margin) {
      EXPECT_GE(price, 1.0);
      missed_before += sales(plain);
      missed_after += sales(with);
    }
  }
  ASSERT_GT(met_before, 0.0);
  ASSERT_GT(missed_before, 0.0);
  // Cheaper inputs are good for all firms, cheaper prices for those that may cut them.
  EXPECT_GT(met_after / met_before, 1.02 * missed_after / missed_before);
}

// A clause that every firm meets is the subsidy without a clause; one in force at no rate is none.
TEST_P(RandomSubsidies, WithAClauseThatAllMeetAreThoseWithout) {
  test::RunSetup setup = setup_of(GetParam());
  setup.terms = always(0.125, -1e9);
  test::Run met(setup);
  setup.terms = [](const WorldTable& table, Month, Levers& levers) {
    std::vector<double>& lever = Levers::use(levers.output_subsidy, table.n_groups());
    for (std::size_t k = 0; k < table.n_sectors(); ++k) lever[k] = 0.125;
  };
  test::Run plain(setup);
  for (int step = 0; step < 6; ++step) {
    met.step();
    plain.step();
    for (std::size_t g = 0; g < met.state().group_price.size(); ++g)
      ASSERT_NEAR(met.state().group_price[g], plain.state().group_price[g], 1e-12);
    if (step > 0) continue;  // later, the last digits of prices differ
    for (std::size_t n = 0; n < met.state().account.size(); ++n)
      ASSERT_EQ(met.state().account[n].duties, plain.state().account[n].duties);
  }
}

TEST_P(RandomSubsidies, WithAClauseThatNobodyMeetsChangeNoBit) {
  test::RunSetup setup = setup_of(GetParam());
  setup.terms = always(0.2, 1e9);
  test::Run unmet(setup);
  setup.terms = {};
  test::Run unused(setup);
  for (int step = 0; step < 12; ++step) {
    unmet.step();
    unused.step();
  }
  EXPECT_EQ(unmet.state().group_price, unused.state().group_price);
  EXPECT_EQ(unmet.state().slot_supplier, unused.state().slot_supplier);
  for (std::size_t n = 0; n < unmet.state().account.size(); ++n)
    EXPECT_EQ(unmet.state().account[n].duties, unused.state().account[n].duties);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomSubsidies, ::testing::Range(0, 8));

}  // namespace
}  // namespace entrepot::test::subsidies_test
