// The view of placed orders against what the state says of firms, borders and regions, unit by unit, and
// against spending worked out from slots by the equations: with rationing, own prices, plants abroad,
// sigma 1.
#include "models/behaviours/orders/placed_orders.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>

#include "models/behaviours/orders/ordering.hpp"
#include "tests/support/eager_plants.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::placed_orders_test {

using namespace models;
namespace {

struct Seen {
  int times = 0;
  CellId cell;
  std::int64_t money = 0;
  std::int64_t duty = 0;
};

// Looks at the orders of a step when production and rationing are over.
class Probe : public Action {
 public:
  explicit Probe(Ordering& ordering) : ordering_(ordering) {}
  [[nodiscard]] Phase phase() const override { return Phase::produce; }
  [[nodiscard]] std::string_view name() const override { return "probe"; }
  [[nodiscard]] Access access() const override { return {{"*"}, {}}; }
  void run(StepContext& context) override {
    const World& world = context.world;
    const State& state = context.state;
    slots_.assign(state.slot_supplier.size(), {});
    inputs_.assign(state.firm_sales.size(), {});
    flow_.assign(state.flow.size(), {});
    sold_.assign(world.table.n_groups(), 0);
    final_spending_.assign(world.table.n_regions(), 0);
    const PlacedOrders orders = ordering_.placed(context);
    orders.for_each_part([&](const PlacedOrders::Part& part) {
      orders.for_each_purchase(part, [&](const Purchase& purchase) {
        Seen& seen = slots_[purchase.slot];
        seen = {seen.times + 1, purchase.cell, purchase.money, purchase.duty()};
        const std::size_t at = world.axes().flow(part.region, purchase.cell).index();
        std::atomic_ref(flow_[at].money).fetch_add(purchase.money);
        std::atomic_ref(flow_[at].duty).fetch_add(purchase.duty());
        std::atomic_ref(sold_[purchase.seller.index()]).fetch_add(purchase.money);
        if (part.final_use != nullptr) {
          std::atomic_ref(final_spending_[part.region.index()]).fetch_add(purchase.money + purchase.duty());
        } else {
          inputs_[part.buyer(purchase.slot)].money += purchase.money;
          inputs_[part.buyer(purchase.slot)].duty += purchase.duty();
        }
      });
    });
    levers_ = context.levers;
    compare_sums(world, state);
    if (std::all_of(state.account.begin(), state.account.end(), [](const auto& a) { return a.unmet == 0; }))
      compare_slots(world, context.state);
  }

  int compared = 0;        // slots held against the equations
  std::int64_t unmet = 0;  // money units, of all steps

 private:
  void compare_sums(const World& world, const State& state) {
    for (std::size_t s = 0; s < slots_.size(); ++s) {
      ASSERT_EQ(slots_[s].times, 1);
      ASSERT_EQ(slots_[s].cell, CellId(state.slot_cell[s]));
    }
    for (std::size_t f = 0; f < inputs_.size(); ++f) {
      ASSERT_EQ(inputs_[f].money, state.firm_inputs[f].money);
      ASSERT_EQ(inputs_[f].duty, state.firm_inputs[f].duty);
    }
    for (std::size_t at = 0; at < flow_.size(); ++at) {
      ASSERT_EQ(flow_[at].money, state.flow[at].money);
      ASSERT_EQ(flow_[at].duty, state.flow[at].duty);
    }
    for (std::size_t g = 0; g < sold_.size(); ++g) {
      std::int64_t sales = 0;
      for_each_firm(world, state, g, [&](std::uint32_t f) { sales += state.firm_sales[f].money; });
      ASSERT_EQ(sold_[g], sales);
    }
    for (std::size_t n = 0; n < final_spending_.size(); ++n) {
      ASSERT_EQ(final_spending_[n], state.account[n].final_spending);
      unmet += state.account[n].unmet;
    }
  }

  // w (x / z)^(1 - sigma) of a slot.
  double share(const State& state, std::uint32_t slot, float weight, std::size_t at) const {
    const double sigma = ordering_sigma;
    if (sigma == 1.0) return static_cast<double>(weight);
    double log_price = state.log_cost[at] - Levers::value(levers_.log_wedge, at);
    if (!state.firm_log_price.empty())
      log_price += static_cast<double>(state.firm_log_price[state.slot_supplier[slot]]);
    return static_cast<double>(state.slot_strength[slot]) * std::exp((1.0 - sigma) * log_price);
  }

  void compare(std::uint32_t slot, double spending, std::size_t at) {
    const double money = spending / (1.0 + levers_.duty[at]);
    ASSERT_NEAR(static_cast<double>(slots_[slot].money), money, 1.0 + 2e-5 * money);
    ASSERT_NEAR(static_cast<double>(slots_[slot].duty), levers_.duty[at] * money, 2.0 + 2e-5 * money);
    ++compared;
  }

  void compare_slots(const World& world, State& state) {
    for (std::size_t b = 0; b < firm_blocks(world, state); ++b) {
      const Buyers block = buyers_of(world, state, b);
      for (std::size_t nest = 0; nest < block.firm_count * world.table.n_sectors(); ++nest) {
        for (std::uint32_t s = block.nest_first[nest]; s < block.nest_first[nest + 1]; ++s) {
          const std::size_t at = block.region * world.n_cells() + state.slot_cell[s];
          const float weight = block.slot_weight[s - block.first_slot()];
          compare(s, static_cast<double>(block.nest_scale[nest]) * share(state, s, weight, at), at);
        }
      }
    }
    for (std::size_t nest = 0; nest < world.table.n_groups(); ++nest) {
      const std::size_t n = nest / world.table.n_sectors();
      const std::uint32_t* const first = &world.nest_first[world.firm_nests() + nest];
      const auto share_of = [&](std::uint32_t s) {
        return share(state, s, world.slot_weight[s], n * world.n_cells() + state.slot_cell[s]);
      };
      double sum = 0.0;
      for (std::uint32_t s = first[0]; s < first[1]; ++s) sum += share_of(s);
      double spending = world.accounts.budget[n] * state.budget_factor[n] *
                        world.accounts.budget_share[nest] / 12.0 / world.unit_musd;
      if (!state.capital_spending.empty()) spending += state.capital_spending[nest];
      for (std::uint32_t s = first[0]; s < first[1]; ++s)
        compare(s, spending * share_of(s) / sum, n * world.n_cells() + state.slot_cell[s]);
    }
  }

  Ordering& ordering_;
  Levers levers_;
  std::vector<Seen> slots_;                   // [slot]
  std::vector<Flow> inputs_;                  // [firm]
  std::vector<Flow> flow_;                    // [destination][cell]
  std::vector<std::int64_t> sold_;            // [seller group]
  std::vector<std::int64_t> final_spending_;  // [region]

 public:
  double ordering_sigma = 0.4;
};

enum class Case { plain, own_prices, tight, fixed_shares, plants };

ModelSettings model_of(Case variant) {
  ModelSettings model;
  if (variant == Case::own_prices) model.pricing.pricing = PriceRule::own;
  if (variant == Case::tight) model.production.utilisation = 1.0;
  if (variant == Case::fixed_shares) model.ordering.short_run_sigma = 1.0;
  if (variant == Case::plants) {
    test::open_plants_eagerly(model);
    model.investment.weighing_rate = 0.5;  // more would take more than there is
  }
  return model;
}

class PlacedOrdersOf : public ::testing::TestWithParam<Case> {};

TEST_P(PlacedOrdersOf, AreWhatFirmsBordersAndRegionsAdd) {
  const auto seed = static_cast<std::uint64_t>(GetParam()) + 1;
  SynthesisOptions options;
  options.firms = 1500;
  options.slots_per_firm = 15;
  options.seed = {seed, 0};
  const World world = synthesise(test::random_table(seed), options, 2);
  ActionList actions = make_actions(world, model_of(GetParam()));
  Ordering* ordering = nullptr;
  for (const std::unique_ptr<Action>& action : actions) {
    if (auto* found = dynamic_cast<Ordering*>(action.get())) ordering = found;
  }
  ASSERT_NE(ordering, nullptr);
  auto added = std::make_unique<Probe>(*ordering);
  Probe& probe = *added;
  probe.ordering_sigma = GetParam() == Case::fixed_shares ? 1.0 : 0.4;
  actions.push_back(std::move(added));
  const test::FlatDuty duty(world.table, 0, 1, 0.4);
  ThreadPool pool(2);
  Simulation simulation(world, std::move(actions), {&duty}, Calendar{Month(2017, 1), 24}, Seed{seed, 1},
                        pool);
  while (!simulation.done() && !HasFatalFailure()) simulation.step();
  // Customers come to new plants and their hosts in whole contracts: a little finds no room there.
  const double all = 24.0 * 0x1p52 / 12.0;
  if (GetParam() == Case::plants) {
    EXPECT_LT(static_cast<double>(probe.unmet), 0.003 * all);
  } else {
    EXPECT_EQ(probe.unmet > 0, GetParam() == Case::tight) << "only the tight world must ration";
  }
  EXPECT_EQ(probe.compared > 0, GetParam() != Case::tight) << "the tight world rations in every step";
  EXPECT_EQ(simulation.state().sites.empty(), GetParam() != Case::plants);
}

INSTANTIATE_TEST_SUITE_P(Cases, PlacedOrdersOf,
                         ::testing::Values(Case::plain, Case::own_prices, Case::tight, Case::fixed_shares,
                                           Case::plants));

}  // namespace
}  // namespace entrepot::test::placed_orders_test
