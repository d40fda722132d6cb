// Quotas on random worlds: imports do not stay above the volume, and a tariff-rate quota pays between nothing
// and its over-quota duty.
#include <gtest/gtest.h>

#include "tests/support/engine.hpp"

namespace entrepot::test::quotas_test {

using namespace models;
namespace {

constexpr int first_step = 4;

struct Case {
  explicit Case(int seed, double volume_share, double over_duty) {
    setup.seed = static_cast<std::uint64_t>(seed);
    setup.shape.regions = 4;
    setup.firms = 3000;
    setup.steps = 120;
    setup.terms = [this, volume_share, over_duty](const WorldTable& table, Month month, Levers& levers) {
      QuotaTerms terms;
      terms.over_duty = over_duty;
      for (std::size_t p = 0; p < table.n_products(); ++p) {
        if (table.sector_is_goods[table.product_sector[p].index()])
          terms.flows.push_back(static_cast<std::uint32_t>(table.duty_index(0, 1, p)));
      }
      if (month >= Month(2017, 1) + first_step) terms.volume = volume_share * base;
      levers.quotas.push_back(terms);
    };
    run = std::make_unique<test::Run>(setup);
    for (int step = 0; step < first_step; ++step) run->step();
    base = imports();
  }
  // Million USD of the month at base prices.
  [[nodiscard]] double imports() const {
    const WorldTable& table = run->world().table;
    double sum = 0.0;
    for (std::size_t p = 0; p < table.n_products(); ++p) {
      const std::size_t sector = table.product_sector[p].index();
      if (!table.sector_is_goods[sector]) continue;
      sum += static_cast<double>(run->state().flow[table.duty_index(0, 1, p)].money) /
             run->state().group_price[table.n_sectors() + sector];
    }
    return sum * run->world().unit_musd;
  }
  test::RunSetup setup;
  double base = 0.0;
  std::unique_ptr<test::Run> run;
};

class Quotas : public ::testing::TestWithParam<int> {};

TEST_P(Quotas, ImportsFallToTheVolumeAtOnceAndStayThere) {
  Case quota(GetParam(), 0.6, -1.0);
  quota.run->step();
  EXPECT_NEAR(quota.imports() / quota.base, 0.6, 0.12);
  for (int step = 0; step < 12; ++step) quota.run->step();
  double mean = 0.0;
  for (int step = 0; step < 12; ++step) {
    quota.run->step();
    mean += quota.imports() / quota.base / 12.0;
  }
  EXPECT_NEAR(mean, 0.6, 0.03);
  EXPECT_GT(quota.run->state().quota_hold[0], 0.2);
}

TEST_P(Quotas, AQuotaAboveTheTradeDoesNothing) {
  Case quota(GetParam(), 3.0, -1.0);
  for (int step = 0; step < 12; ++step) {
    quota.run->step();
    ASSERT_EQ(quota.run->state().quota_hold[0], 0.0);
    ASSERT_EQ(quota.run->state().denied_links, 0);
  }
}

TEST_P(Quotas, AnEmptyQuotaIsABan) {
  Case quota(GetParam(), 0.0, -1.0);
  quota.run->step();
  EXPECT_EQ(quota.imports(), 0.0);
}

TEST_P(Quotas, ATariffRateQuotaTakesWhatALicenceIsWorth) {
  Case quota(GetParam(), 0.9, 0.5);
  for (int step = 0; step < 36; ++step) {
    quota.run->step();
    ASSERT_GE(quota.run->state().quota_hold[0], 0.0);
    ASSERT_LE(quota.run->state().quota_hold[0], 0.5);
  }
  EXPECT_GT(quota.run->state().quota_hold[0], 0.0);
  EXPECT_LT(quota.imports() / quota.base, 1.0);
  Case tight(GetParam(), 0.05, 0.1);
  for (int step = 0; step < 24; ++step) tight.run->step();
  EXPECT_DOUBLE_EQ(tight.run->state().quota_hold[0], 0.1) << "beyond the volume the full duty is paid";
}

INSTANTIATE_TEST_SUITE_P(Worlds, Quotas, ::testing::Range(1, 4));

}  // namespace
}  // namespace entrepot::test::quotas_test
