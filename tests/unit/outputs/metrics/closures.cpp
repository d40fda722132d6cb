// What the metrics of income say under each closure.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>

#include "models/behaviours/income/wages.hpp"
#include "outputs/metrics/metric.hpp"
#include "outputs/metrics/recorder.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::closures_test {

using namespace models;
using namespace outputs;
namespace {

// A taxed random world after a year under a closure, and its metrics by name.
class Year {
 public:
  explicit Year(WageClosure closure) : run_(setup_of(closure)) {
    for (int step = 0; step < 12; ++step) run_.step();
    ThreadPool pool(2);
    Recorder recorder(run_.world(), {Month(2017, 12), 1}, pool);
    recorder.record({run_.world(), run_.state(), run_.levers()}, 0);
    for (std::size_t m = 0; m < all_metrics().size(); ++m)
      values_[all_metrics()[m].name] = recorder.values(m);
  }
  const std::vector<double>& operator[](const std::string& name) const { return values_.at(name); }
  const World& world() const { return run_.world(); }
  const State& state() { return run_.state(); }

 private:
  static test::RunSetup setup_of(WageClosure closure) {
    test::RunSetup setup;
    setup.duty = 0.25;
    setup.model.settlement.closure = closure;
    setup.model.demand.growth = 1.2;
    setup.model.demand.growth_until = Month(2017, 6);
    return setup;
  }
  test::Run run_;
  std::map<std::string, std::vector<double>> values_;
};

TEST(ClosureMetrics, RealIncomeIsDeflatedSpendingWhereWagesClearAndMissingElsewhere) {
  for (const WageClosure closure : {WageClosure::fixed, WageClosure::phillips}) {
    const Year year(closure);
    for (const double value : year["real_income"]) EXPECT_TRUE(std::isnan(value));
  }
  Year year(WageClosure::clearing);
  const std::size_t sectors = year.world().table.n_sectors();
  double lowest = 1.0;
  for (std::size_t n = 0; n < year["real_income"].size(); ++n) {
    double price = 1.0;
    for (std::size_t k = 0; k < sectors; ++k) {
      price *= std::pow(year.state().nest_price_final[n * sectors + k],
                        year.world().accounts.budget_share[n * sectors + k]);
    }
    const double spending = year["final_spending"][n] * 12.0;
    EXPECT_NEAR(year["real_income"][n], spending / (1.2 * year.world().accounts.budget[n]) / price, 1e-12);
    lowest = std::min(lowest, year["real_income"][n]);
  }
  EXPECT_LT(lowest, 0.9999);
  EXPECT_GT(lowest, 0.8);
}

TEST(ClosureMetrics, TheWageRateIsTheStates) {
  const Year fixed(WageClosure::fixed);
  for (const double wage : fixed["wage_rate"]) EXPECT_EQ(wage, 1.0);
  for (const WageClosure closure : {WageClosure::clearing, WageClosure::phillips}) {
    Year year(closure);
    EXPECT_EQ(year["wage_rate"], year.state().wage);
    EXPECT_NE(year["wage_rate"][0], 1.0);
  }
  Year clearing(WageClosure::clearing);
  const std::vector<double> labour = base_labour(clearing.world());
  const double paid = std::inner_product(labour.begin(), labour.end(), clearing["wage_rate"].begin(), 0.0);
  EXPECT_NEAR(paid / std::accumulate(labour.begin(), labour.end(), 0.0), 1.0, 1e-12);
}

TEST(ClosureMetrics, DomesticProductIsValueAddedAndDuties) {
  for (const WageClosure closure : {WageClosure::fixed, WageClosure::clearing, WageClosure::phillips}) {
    const Year year(closure);
    const WorldTable& table = year.world().table;
    for (std::size_t n = 0; n < table.n_regions(); ++n) {
      double sum = 0.0;
      for (std::size_t k = 0; k < table.n_sectors(); ++k)
        sum += year["value_added"][n * table.n_sectors() + k];
      for (std::size_t i = 0; i < table.n_regions(); ++i) {
        for (std::size_t k = 0; k < table.n_sectors(); ++k)
          sum += year["duties"][(i * table.n_regions() + n) * table.n_sectors() + k];
      }
      EXPECT_NEAR(year["gdp"][n] / sum, 1.0, 1e-9);
    }
  }
}

}  // namespace
}  // namespace entrepot::test::closures_test
