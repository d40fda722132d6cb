// Quotas on random worlds: imports do not stay above the volume, and a tariff-rate quota pays between nothing
// and its over-quota duty.
#include <gtest/gtest.h>

#include "tests/support/engine.hpp"

namespace entrepot::test::quotas_test {

using namespace models;
namespace {

constexpr int first_step = 4;

struct Case {
  explicit Case(int seed, double volume_share, double over_duty, QuotaTerms like = {}) {
    setup.seed = static_cast<std::uint64_t>(seed);
    setup.shape.regions = 4;
    setup.firms = 3000;
    setup.steps = 120;
    setup.terms = [this, volume_share, over_duty, like](const WorldTable& table, Month month,
                                                        Levers& levers) {
      QuotaTerms terms = like;
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

QuotaTerms by_period(int months, bool first_come, double carry_over = 0.0) {
  QuotaTerms terms;
  terms.period = months;
  terms.first_come = first_come;
  terms.carry_over = carry_over;
  return terms;
}

// Steps 0 to 11 are 2017; the quota acts from May on, so the first whole year are steps 12 to 23.
TEST_P(Quotas, WhoComesFirstIsLetInUntilTheYearsVolumeIsUsedUp) {
  Case quota(GetParam(), 0.6, -1.0, by_period(12, true));
  double used = 0.0;  // of what the months from May to December may use
  for (int step = first_step; step < 12; ++step) {
    quota.run->step();
    const double hold = quota.run->state().quota_hold[0];
    if (used < 0.5 * 0.6 * 8) {
      EXPECT_EQ(hold, 0.0) << "step " << step;
    }
    used += quota.imports() / quota.base;
  }
  EXPECT_NEAR(used, 0.6 * 8, 0.6);
  EXPECT_GT(quota.run->state().quota_hold[0], 0.7) << "all but closed in December";
  EXPECT_LT(quota.imports() / quota.base, 0.3);
  quota.run->step();
  EXPECT_EQ(quota.run->state().quota_hold[0], 0.0) << "open in January";
}

TEST_P(Quotas, LicencesOfAYearStayWithinItsVolume) {
  Case quota(GetParam(), 0.6, -1.0, by_period(12, false));
  for (int step = first_step; step < 12; ++step) quota.run->step();
  for (int year = 1; year < 3; ++year) {
    double used = 0.0;
    for (int step = 0; step < 12; ++step) {
      quota.run->step();
      used += quota.imports() / quota.base;
    }
    EXPECT_NEAR(used / 12.0, 0.6, 0.03) << year;
  }
}

TEST_P(Quotas, DutyBeyondAQuartersVolumeFallsAwayWithTheQuarter) {
  Case quota(GetParam(), 0.5, 0.25, by_period(3, true));
  bool paid = false;
  for (int step = first_step; step < 24; ++step) {
    quota.run->step();
    const double duty = quota.run->state().quota_hold[0];
    EXPECT_GE(duty, 0.0);
    EXPECT_LE(duty, 0.25);
    paid = paid || duty > 0.0;
    if (step % 3 == 0 && step > first_step) {
      EXPECT_EQ(duty, 0.0) << "step " << step;
    }
  }
  EXPECT_TRUE(paid);
}

// What a period leaves over may be used in the next.
TEST_P(Quotas, TheRestOfAPeriodIsCarriedOver) {
  Case wide(GetParam(), 3.0, -1.0, by_period(3, true, 0.5));
  for (int step = first_step; step < 9; ++step) wide.run->step();
  const double left_in_september = wide.run->state().quota_left[0];  // at the beginning of that month
  const double september = wide.imports();
  wide.run->step();  // October
  const double rest = left_in_september - september;
  EXPECT_GT(rest, 0.0);
  EXPECT_NEAR(wide.run->state().quota_left[0], 9.0 * wide.base + 0.5 * rest, 1e-9 * wide.base);
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
