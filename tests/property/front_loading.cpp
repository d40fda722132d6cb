// Announced terms (model.md section 6): the flows they will hit surge before they bind and dip after; nothing
// else does; what is not announced moves nothing before its time.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

#include "models/behaviours/model.hpp"
#include "models/behaviours/step.hpp"
#include "models/behaviours/stocks/alternatives.hpp"
#include "models/behaviours/stocks/holding.hpp"
#include "sim/engine/simulation.hpp"
#include "tests/support/toy_table.hpp"

namespace entrepot::test::front_loading_test {

using namespace models;
namespace {

constexpr std::size_t buyer = 0;   // BUY
constexpr std::size_t origin = 1;  // RIV
constexpr std::size_t hit = 0;     // product a1
constexpr std::size_t other = 1;   // product a2, of the same sector

Date first_of(Month month) { return month.first_day(); }

// A duty of one product from one origin.
class ProductDuty : public Instrument {
 public:
  ProductDuty(const WorldTable& table, double rate, Month from, Month announced)
      : at_(table.duty_index(buyer, origin, hit)), rate_(rate), from_(from), announced_(announced) {}
  void apply(Month month, Levers& levers) const override {
    if (month >= from_) levers.duty[at_] += rate_;
  }
  [[nodiscard]] Date announced() const override { return first_of(announced_); }

 private:
  std::size_t at_;
  double rate_;
  Month from_;
  Month announced_;
};

struct Path {
  std::vector<double> product[2];  // BUY's imports of a1 and a2 from RIV, by month
  std::vector<double> ahead;       // all that is bought ahead
  std::vector<std::int64_t> inventory_change;
};

class FrontLoadingTest : public testing::Test {
 protected:
  FrontLoadingTest() {
    settings_.stockpiling.stocks = true;
    SynthesisOptions options;
    options.firms = 3000;
    options.slots_per_firm = 15;
    options.seed = {3, 0};
    world_ = synthesise(toy_table_, options, 2);
  }

  Path run(double rate, Month announced) {
    const ProductDuty duty(world_.table, rate, from_, announced);
    std::vector<const Instrument*> instruments;
    if (rate > 0.0) instruments.push_back(&duty);
    ThreadPool pool(2);
    Simulation simulation(world_, make_actions(world_, settings_), instruments, Calendar{Month(2017, 1), 48},
                          Seed{3, 1}, pool);
    Path path;
    while (!simulation.done()) {
      simulation.step();
      const State& state = simulation.state();
      for (const std::size_t p : {hit, other}) {
        const std::size_t cell = origin * world_.table.n_products() + p;
        path.product[p].push_back(static_cast<double>(state.flow[buyer * world_.n_cells() + cell].money));
      }
      path.ahead.push_back(std::accumulate(state.stocks.ahead.begin(), state.stocks.ahead.end(), 0.0));
      path.inventory_change.push_back(state.account[buyer].inventory_change);
    }
    return path;
  }

  // Months of use that a duty on RIV's a1 is worth: its rise or, where they cost less, the other origins.
  [[nodiscard]] double worth(double rate) const {
    const double rise = std::log((1.02 + rate) / 1.02);  // base duty 2 %
    Alternatives best(world_, settings_.sourcing);
    best.set(RegionId(buyer), ProductId(hit), std::vector<Alternatives::Offer>(world_.table.n_regions()));
    const double without = best.log_index_without(RegionId(origin));
    return Holding(world_, settings_, StockRule(world_, settings_)).months(0, std::min(rise, without));
  }

  static double sum(const std::vector<double>& path, int begin, int end) {
    return std::accumulate(path.begin() + begin, path.begin() + end, 0.0);
  }

  const WorldTable toy_table_ = test::toy_table();
  ModelSettings settings_;
  World world_;
  const Month from_{2019, 1};  // step 24
};

// Months of use in stock when terms bind that a rise pays for, after so many months of notice: each month a
// third of the gap is closed, and what is bought more than three months ahead is held so much longer.
double stock_by_rule(double worth, int notice) {
  double stock = 0.0;
  for (int lag = notice; lag >= 1; --lag)
    stock += (std::max(0.0, worth - std::max(0, lag - 3)) - stock) / 3.0;
  return stock;
}

TEST_F(FrontLoadingTest, AnAnnouncedDutyBringsASurgeBeforeAndADipAfter) {
  const Path base = run(0.0, from_);
  const Path known = run(0.25, Month(2018, 1));
  const Path surprise = run(0.25, from_);
  const double surge = sum(known.product[hit], 12, 24) - sum(base.product[hit], 12, 24);
  const double expected = stock_by_rule(worth(0.25), 12);
  EXPECT_NEAR(surge / base.product[hit][23], expected, 0.08 * expected);  // prices answer, too
  EXPECT_LT(sum(known.product[hit], 24, 30), 0.93 * sum(surprise.product[hit], 24, 30));
  EXPECT_NEAR(sum(known.product[other], 18, 24) / sum(base.product[other], 18, 24), 1.0, 0.01);
  // What was bought ahead is used up again, and then all is as without it: no echo.
  EXPECT_GT(known.ahead[23], 0.0);
  EXPECT_LT(known.ahead[47], 0.02 * known.ahead[23]);
  for (std::size_t step = 30; step < 48; ++step)
    EXPECT_LT(known.product[hit][step], 1.02 * surprise.product[hit][step]) << step;
  EXPECT_NEAR(sum(known.product[hit], 42, 48) / sum(surprise.product[hit], 42, 48), 1.0, 0.01);
  EXPECT_GT(known.inventory_change[23], 0);
  EXPECT_LT(known.inventory_change[26], 0);
}

// Within a month only a third of the gap is closed; who knows for a year is ready.
TEST_F(FrontLoadingTest, ALongNoticeIsWorthMoreThanAShortOne) {
  const Path base = run(0.0, from_);
  const Path year = run(0.25, Month(2018, 1));
  const Path month = run(0.25, Month(2018, 12));
  const auto bought = [&](const Path& path) {
    return (sum(path.product[hit], 12, 24) - sum(base.product[hit], 12, 24)) / base.product[hit][23];
  };
  const double expected = stock_by_rule(worth(0.25), 1);
  EXPECT_NEAR(bought(month), expected, 0.08 * expected);
  EXPECT_GT(bought(year), 1.2 * bought(month));
  EXPECT_EQ(sum(month.product[hit], 0, 23), sum(base.product[hit], 0, 23));
}

TEST_F(FrontLoadingTest, WhatIsNotKnownMovesNothingBeforeItsTime) {
  const Path base = run(0.0, from_);
  const Path surprise = run(0.25, from_);
  for (std::size_t step = 0; step < 24; ++step) {
    EXPECT_EQ(base.product[hit][step], surprise.product[hit][step]);
    EXPECT_EQ(surprise.ahead[step], 0.0);
  }
}

// Sellers near their capacity give what is left of it; other buyers and goods do not pay for the haste.
TEST_F(FrontLoadingTest, CapacityBoundsItAndNobodyElseIsRationed) {
  const auto surge = [&] {
    const Path base = run(0.0, from_);
    const Path known = run(0.25, Month(2018, 1));
    EXPECT_GT(sum(known.product[other], 18, 24), 0.99 * sum(base.product[other], 18, 24));
    return sum(known.product[hit], 18, 24) / sum(base.product[hit], 18, 24) - 1.0;
  };
  const double with_room = surge();
  settings_.production.utilisation = 0.98;
  EXPECT_LT(surge(), 0.7 * with_room);
}

// A rise of cost that pays for a week's holding moves less than one that pays for months.
TEST_F(FrontLoadingTest, ASmallRiseIsWorthASmallStock) {
  const Path base = run(0.0, from_);
  const Path small = run(0.01, Month(2018, 1));
  const double surge = sum(small.product[hit], 12, 24) - sum(base.product[hit], 12, 24);
  EXPECT_NEAR(surge / base.product[hit][23], stock_by_rule(worth(0.01), 12), 0.02);
}

TEST_F(FrontLoadingTest, SwitchedOffItLeavesStocksAlone) {
  settings_.stockpiling.front_loading = false;
  const Path known = run(0.25, Month(2018, 1));
  const Path surprise = run(0.25, from_);
  EXPECT_EQ(known.product[hit], surprise.product[hit]);
  EXPECT_EQ(known.ahead.back(), 0.0);
}

}  // namespace
}  // namespace entrepot::test::front_loading_test
