#include "models/behaviours/plants/prospects.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/engine.hpp"

namespace entrepot::test::prospects_test {

using namespace models;
namespace {

// A duty on the first flow between two regions, from a day on and known from another.
class Announced : public Instrument {
 public:
  Announced(std::size_t at, Month from, Month announced) : at_(at), from_(from), announced_(announced) {}
  void apply(Month month, Levers& levers) const override {
    if (month.count() >= from_.count()) levers.duty[at_] += 0.5;
  }
  [[nodiscard]] Date announced() const override { return announced_.first_day(); }

 private:
  std::size_t at_;
  Month from_, announced_;
};

class ProspectsTest : public testing::Test {
 protected:
  [[nodiscard]] StepContext context(Month month, const Outlook* outlook,
                                    const std::vector<const Instrument*>& in_force) {
    levers_ = resolve_levers(world_.table, in_force, month);
    return {world_, state_, levers_, pool_, {1, 1}, 0, month, outlook};
  }

  test::Run run_{{}};
  const World& world_ = run_.world();
  State state_{world_};
  ThreadPool pool_{1};
  Levers levers_;
  InvestmentSettings settings_;
  std::size_t flow_ = world_.table.duty_index(0, 1, 0);
};

TEST_F(ProspectsTest, WithoutNewsTheFutureIsAsNow) {
  const Announced duty(flow_, Month(2019, 1), Month(2018, 7));
  const std::vector<const Instrument*> in_force{&duty};
  const Outlook outlook(world_.table, in_force);
  const Prospects prospects(world_, settings_);
  for (const Month month : {Month(2018, 6), Month(2019, 2)}) {  // unknown; in force already
    const std::vector<Prospect> future = prospects.expected(context(month, &outlook, in_force));
    ASSERT_EQ(future.size(), 1U);
    EXPECT_EQ(future[0].weight, 1.0);
    EXPECT_TRUE(future[0].shift.empty());
  }
}

TEST_F(ProspectsTest, AnnouncedTermsCountFromTheYearTheyBind) {
  const Announced duty(flow_, Month(2020, 1), Month(2018, 6));
  const std::vector<const Instrument*> in_force{&duty};
  const Outlook outlook(world_.table, in_force);
  const Prospects prospects(world_, settings_);
  const std::vector<Prospect> future = prospects.expected(context(Month(2018, 7), &outlook, in_force));
  // A year ahead terms are as now, two and more years ahead the duty is in force.
  const double first_year = 1.0 - std::exp(-(settings_.discount_rate + settings_.depreciation));
  double sum = 0.0;
  for (const Prospect& prospect : future) {
    sum += prospect.weight;
    if (prospect.shift.empty()) {
      EXPECT_NEAR(prospect.weight, first_year, 1e-12);
    } else {
      const double base = world_.table.base_duty[flow_];
      EXPECT_NEAR(prospect.shift[flow_], std::log((1.5 + base) / (1.0 + base)), 1e-12);
    }
  }
  EXPECT_NEAR(sum, 1.0, 1e-12);
  settings_.expectations = Expectations::today;
  EXPECT_EQ(Prospects(world_, settings_).expected(context(Month(2018, 7), &outlook, in_force)).size(), 1U);
}

TEST_F(ProspectsTest, TurbulenceRisesWithAChangeAndFades) {
  settings_.uncertainty_weight = 1.0;
  const Prospects prospects(world_, settings_);
  const auto note = [&](StepContext now) { prospects.note(now); };
  const Announced duty(flow_, Month(2018, 7), Month(2018, 6));
  const std::vector<const Instrument*> in_force{&duty};
  note(context(Month(2018, 6), nullptr, in_force));
  EXPECT_EQ(state_.prospects.turbulence[world_.table.n_products()], 0.0);
  note(context(Month(2018, 7), nullptr, in_force));
  const double base = world_.table.base_duty[flow_];
  const double step = std::log((1.5 + base) / (1.0 + base));
  EXPECT_NEAR(state_.prospects.turbulence[world_.table.n_products()], step, 1e-12);
  for (int month = 0; month < 24; ++month) {
    note(context(Month(2018, 8) + month, nullptr, in_force));
  }
  EXPECT_NEAR(state_.prospects.turbulence[world_.table.n_products()], step * std::exp(-1.0), 1e-9);
}

}  // namespace
}  // namespace entrepot::test::prospects_test
