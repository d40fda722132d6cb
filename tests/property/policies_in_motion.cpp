// Random policies in full runs: money and goods stay positive and conserved (T3), prices finite (T5), and the
// same bits at any number of threads.
#include <gtest/gtest.h>

#include <cmath>

#include "models/behaviours/model.hpp"
#include "sim/engine/simulation.hpp"
#include "tests/support/moving_policy_world.hpp"
#include "tests/support/policy_case.hpp"
#include "tests/support/random_policies.hpp"

namespace entrepot {
namespace {

// World, policies and simulation that live together; money of a musd world counts large.
class Motion {
 public:
  Motion(int seed, int threads)
      : policies_(test::random_policies(seed, 12), test::moving_policy_world()), pool_(threads) {
    SynthesisOptions options;
    options.firms = 1200;
    options.slots_per_firm = 12;
    options.seed = {static_cast<std::uint64_t>(seed), 0};
    world_ = std::make_unique<World>(synthesise(policies_.table(), options, threads));
    ModelSettings model;
    model.investment.sites = seed % 2 == 0;
    model.settlement.closure = static_cast<WageClosure>(seed % 3);
    simulation_ = std::make_unique<Simulation>(*world_, make_actions(*world_, model), policies_.instruments(),
                                               Calendar{Month(2017, 1), 84}, Seed{1, 1}, pool_);
  }
  void step() { simulation_->step(); }
  [[nodiscard]] bool done() const { return simulation_->done(); }
  [[nodiscard]] const State& state() const { return simulation_->state(); }

 private:
  test::PolicyCase policies_;
  ThreadPool pool_;
  std::unique_ptr<World> world_;
  std::unique_ptr<Simulation> simulation_;
};

class PoliciesInMotion : public ::testing::TestWithParam<int> {};

TEST_P(PoliciesInMotion, AccountsAndBoundsHold) {
  Motion motion(GetParam(), 2);
  while (!motion.done()) {
    motion.step();
    std::int64_t sold = 0;
    std::int64_t shipped = 0;
    for (const Sales& sales : motion.state().firm_sales) {
      ASSERT_GE(sales.money, 0);
      ASSERT_GE(sales.goods, 0);
      sold += sales.money;
    }
    for (const Flow& flow : motion.state().flow) {
      ASSERT_GE(flow.money, 0);
      ASSERT_GE(flow.duty, 0);
      shipped += flow.money;
    }
    ASSERT_EQ(sold, shipped);
    for (const double price : motion.state().group_price) ASSERT_TRUE(price > 0.0 && std::isfinite(price));
  }
}

TEST_P(PoliciesInMotion, SameBitsAtAnyNumberOfThreads) {
  Motion one(GetParam(), 1);
  Motion two(GetParam(), 2);
  while (!one.done()) {
    one.step();
    two.step();
  }
  ASSERT_EQ(one.state().group_price, two.state().group_price);
  ASSERT_EQ(one.state().slot_supplier, two.state().slot_supplier);
  for (std::size_t i = 0; i < one.state().flow.size(); ++i) {
    ASSERT_EQ(one.state().flow[i].money, two.state().flow[i].money);
    ASSERT_EQ(one.state().flow[i].duty, two.state().flow[i].duty);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, PoliciesInMotion, ::testing::Range(0, 6));

}  // namespace
}  // namespace entrepot
