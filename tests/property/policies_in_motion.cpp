// Random policies in full runs: money and goods stay positive and conserved (T3), prices finite (T5), and the
// same bits at any number of threads.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/behaviours/presets.hpp"
#include "models/behaviours/step.hpp"
#include "sim/engine/simulation.hpp"
#include "tests/support/moving_policy_world.hpp"
#include "tests/support/policy_case.hpp"
#include "tests/support/random_policies.hpp"

namespace entrepot::test::policies_in_motion_test {

using namespace models;
namespace {

constexpr int policies_at_once = 12;

// World, policies and simulation that live together; money of a musd world counts large.
class Motion {
 public:
  Motion(int seed, int threads, const ModelSettings& model, std::int64_t firms)
      : policies_(test::random_policies(seed, policies_at_once), test::moving_policy_world()),
        pool_(threads) {
    SynthesisOptions options;
    options.firms = firms;
    options.slots_per_firm = 12;
    options.seed = {static_cast<std::uint64_t>(seed), 0};
    world_ = std::make_unique<World>(synthesise(policies_.table(), options, threads));
    simulation_ = std::make_unique<Simulation>(*world_, make_actions(*world_, model), policies_.instruments(),
                                               Calendar{Month(2017, 1), 84}, Seed{1, 1}, pool_);
  }
  void step() {
    capacity_ = simulation_->state().firm_capacity;
    simulation_->step();
  }
  [[nodiscard]] bool done() const { return simulation_->done(); }
  [[nodiscard]] const State& state() const { return simulation_->state(); }
  // The larger of that before and after the step just made: it is first set in the first one, and what is
  // resized is resized after production.
  [[nodiscard]] double capacity(std::size_t firm) const {
    const double before = firm < capacity_.size() ? capacity_[firm] : 0.0;
    return std::max(before, state().firm_capacity[firm]) * state().trend;
  }

 private:
  test::PolicyCase policies_;
  ThreadPool pool_;
  std::unique_ptr<World> world_;
  std::unique_ptr<Simulation> simulation_;
  std::vector<double> capacity_;
};

// Money: what firms sell is what is bought (T3). Bounds: nothing negative or beyond capacity, prices finite
// (T5).
void expect_accounts_and_bounds(const Motion& motion) {
  const State& state = motion.state();
  std::int64_t sold = 0;
  std::int64_t shipped = 0;
  for (std::size_t f = 0; f < state.firm_sales.size(); ++f) {
    const Sales& sales = state.firm_sales[f];
    ASSERT_GE(sales.money, 0);
    ASSERT_GE(sales.goods, 0);
    ASSERT_LE(static_cast<double>(sales.goods), motion.capacity(f) + 1.0);
    sold += sales.money;
  }
  for (const Flow& flow : state.flow) {
    ASSERT_GE(flow.money, 0);
    ASSERT_GE(flow.duty, 0);
    shipped += flow.money;
  }
  ASSERT_EQ(sold, shipped);
  for (const double price : state.group_price) ASSERT_TRUE(price > 0.0 && std::isfinite(price));
  for (const float stock : state.stocks.nest_stock) ASSERT_TRUE(stock >= 0.0F && std::isfinite(stock));
  for (const double stock : state.stocks.final_stock) ASSERT_GE(stock, 0.0);
}

void expect_same_bits(const Motion& one, const Motion& two) {
  ASSERT_EQ(one.state().group_price, two.state().group_price);
  ASSERT_EQ(one.state().slot_supplier, two.state().slot_supplier);
  for (std::size_t i = 0; i < one.state().flow.size(); ++i) {
    ASSERT_EQ(one.state().flow[i].money, two.state().flow[i].money);
    ASSERT_EQ(one.state().flow[i].duty, two.state().flow[i].duty);
  }
}

ModelSettings some_mechanisms(int seed) {
  ModelSettings model;
  model.investment.sites = seed % 2 == 0;
  model.settlement.closure = static_cast<WageClosure>(seed % 3);
  return model;
}

ModelSettings all_mechanisms(int seed) {
  ModelSettings model = preset_settings("relocation-technology");
  model.settlement.closure = static_cast<WageClosure>(seed % 3);
  model.pricing.pricing = seed % 4 == 0 ? PriceRule::own : PriceRule::index;
  return model;
}

class PoliciesInMotion : public ::testing::TestWithParam<int> {};

TEST_P(PoliciesInMotion, AccountsAndBoundsHold) {
  Motion motion(GetParam(), 2, some_mechanisms(GetParam()), 1200);
  while (!motion.done()) {
    motion.step();
    expect_accounts_and_bounds(motion);
  }
}

TEST_P(PoliciesInMotion, SameBitsAtAnyNumberOfThreads) {
  Motion one(GetParam(), 1, some_mechanisms(GetParam()), 1200);
  Motion two(GetParam(), 2, some_mechanisms(GetParam()), 1200);
  while (!one.done()) {
    one.step();
    two.step();
  }
  expect_same_bits(one, two);
}

INSTANTIATE_TEST_SUITE_P(Seeds, PoliciesInMotion, ::testing::Range(0, 6));

// More than a thousand policies, a dozen at a time, with every mechanism on.
TEST(AThousandPoliciesInMotion, KeepAccountsBoundsAndBitsWithEveryMechanism) {
  constexpr int runs = 1000 / policies_at_once + 1;
  for (int seed = 100; seed < 100 + runs; ++seed) {
    SCOPED_TRACE(seed);
    Motion one(seed, 1, all_mechanisms(seed), 300);
    Motion two(seed, 2, all_mechanisms(seed), 300);
    while (!one.done()) {
      one.step();
      two.step();
      ASSERT_NO_FATAL_FAILURE(expect_accounts_and_bounds(one));
    }
    ASSERT_NO_FATAL_FAILURE(expect_same_bits(one, two));
  }
}

}  // namespace
}  // namespace entrepot::test::policies_in_motion_test
