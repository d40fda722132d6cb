// Notice, and nothing else, makes buyers stock up (model.md section 6): policies as users date them, in days.
#include <gtest/gtest.h>

#include <numeric>

#include "models/behaviours/step.hpp"
#include "sim/engine/simulation.hpp"
#include "tests/support/moving_policy_world.hpp"

namespace entrepot::test::front_loading_notice_test {

using namespace models;
namespace {

constexpr Month start{2018, 1};

// A's imports of one product from B, by month, money units.
class Notice : public testing::Test {
 protected:
  Notice() {
    settings_.stockpiling.stocks = true;
    settings_.sourcing.resourcing = false;  // what is left is what buyers order, not of whom
  }

  std::vector<double> imports(const std::vector<std::string>& policies, int months = 48) {
    const test::PolicyCase policy(policies, test::moving_policy_world());
    SynthesisOptions options;
    options.firms = 1500;
    options.slots_per_firm = 12;
    options.seed = {5, 0};
    const World world = synthesise(policy.table(), options, 2);
    ThreadPool pool(2);
    Simulation simulation(world, make_actions(world, settings_), policy.instruments(),
                          Calendar{start, months}, Seed{5, 1}, pool);
    std::vector<double> path;
    while (!simulation.done()) {
      simulation.step();
      path.push_back(static_cast<double>(simulation.state().flow[world.table.duty_index(0, 1, 0)].money));
    }
    return path;
  }
  // Of a month over the month before.
  static double growth(const std::vector<double>& path, Month month) {
    const auto at = static_cast<std::size_t>(month.count() - start.count());
    return path[at] / path[at - 1] - 1.0;
  }
  static double sum(const std::vector<double>& path, Month from, int months) {
    const auto first = path.begin() + (from.count() - start.count());
    return std::accumulate(first, first + months, 0.0);
  }

  ModelSettings settings_;
};

// Most of the month pays the duty already; that all of the next will is arithmetic, not news.
TEST_F(Notice, ADutyFromTheThirdWithoutNoticeLowersImportsAtOnce) {
  const std::string duty = "{type: tariff, importer: A, origin: B, rate: +25 pp, from: 2019-04-03}";
  const std::vector<double> with_stocks = imports({duty});
  EXPECT_LT(growth(with_stocks, {2019, 4}), -0.03);
  settings_.stockpiling.front_loading = false;
  EXPECT_EQ(with_stocks, imports({duty}));
}

// What is announced with it for later is news.
TEST_F(Notice, ASecondStepIsKnownFromTheDayOfTheFirst) {
  const std::string first = "{type: tariff, importer: A, origin: B, rate: +5 pp, from: 2019-04-03}";
  const std::string second =
      "{type: tariff, importer: A, origin: B, rate: +20 pp, from: 2019-08-01, announced: 2019-04-03}";
  EXPECT_GT(sum(imports({first, second}), {2019, 5}, 3), 1.05 * sum(imports({first}), {2019, 5}, 3));
}

}  // namespace
}  // namespace entrepot::test::front_loading_notice_test
