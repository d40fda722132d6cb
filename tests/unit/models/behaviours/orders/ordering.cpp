// Unit costs, prices and rationing against numbers computed here from the equations of model.md section 3.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/engine.hpp"

namespace entrepot::test::ordering_test {

using namespace models;
namespace {

// With no re-sourcing, a duty in the first month raises the price of exactly the taxed slots: every nest
// price, unit cost and order can be recomputed from weights.
TEST(Ordering, FirstStepOfADutyMatchesTheEquations) {
  test::RunSetup setup;
  setup.duty = 0.3;
  setup.model.sourcing.resourcing = false;
  test::Run run(setup);
  run.step();
  const World& world = run.world();
  const WorldTable& table = world.table;
  const State& state = run.state();
  const double sigma = 0.4;
  const double input_elasticity = 0.3;
  const double e = 0.5;
  const Block& block = world.blocks.front();  // buyers of region 0
  ASSERT_EQ(block.group, 0U);
  for (std::size_t f = 0; f < block.firm_count; ++f) {
    double inputs = 0.0;
    std::vector<double> nest_price(table.n_sectors());
    double spending = 0.0;
    for (std::size_t k = 0; k < table.n_sectors(); ++k) {
      const std::size_t nest = block.first_nest + k * block.firm_count + f;
      double sum = 0.0;
      for (std::uint32_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s) {
        const std::size_t cell = state.slot_cell[s];
        const double duty = run.levers().duty[cell];
        const double cost = (1.0 + duty) / (1.0 + table.base_duty[cell]);
        sum += static_cast<double>(world.slot_weight[s]) * std::pow(cost, 1.0 - sigma);
      }
      nest_price[k] = std::pow(sum, 1.0 / (1.0 - sigma));
      inputs += world.accounts.input_share[k] * std::pow(nest_price[k], 1.0 - input_elasticity);
    }
    const double input_price = std::pow(inputs, 1.0 / (1.0 - input_elasticity));
    const double labour = world.accounts.labour_share[0];
    const double cost = std::pow(labour + (1.0 - labour) * std::pow(input_price, 1.0 - e), 1.0 / (1.0 - e));
    EXPECT_NEAR(static_cast<double>(state.firm_cost[f]), cost, 2e-6);
    const double planned = world.firm_output[f] / 12.0 / world.unit_musd;
    for (std::size_t k = 0; k < table.n_sectors(); ++k) {
      spending += planned * world.input_coefficient(0, k) * std::pow(cost, e) *
                  std::pow(input_price, input_elasticity - e) *
                  std::pow(nest_price[k], 1.0 - input_elasticity);
    }
    const double paid = static_cast<double>(state.firm_inputs[f].money + state.firm_inputs[f].duty);
    EXPECT_NEAR(paid / spending, 1.0, 5e-6);
  }
}

TEST(Ordering, DutiesAreTheDutyTimesTheFlow) {
  test::RunSetup setup;
  setup.duty = 0.3;
  test::Run run(setup);
  run.step();
  const State& state = run.state();
  for (std::size_t at = 0; at < state.flow.size(); ++at) {
    const double money = static_cast<double>(state.flow[at].money);
    if (money < 1e6) continue;
    EXPECT_NEAR(static_cast<double>(state.flow[at].duty) / money, run.levers().duty[at], 1e-6);
  }
}

// The world of one firm per sector and region still runs, and a product nobody buys abroad costs nothing.
TEST(Ordering, OneFirmPerCellAndProhibitiveDuties) {
  test::RunSetup setup;
  setup.shape.products_per_sector = 1;
  setup.firms = 12;
  setup.duty = 5.0;
  test::Run run(setup);
  run.finish();
  double from_taxed = 0.0;
  double base = 0.0;
  double all = 0.0;
  const WorldTable& table = run.world().table;
  for (std::size_t p = 0; p + 1 < table.n_products(); ++p) {
    const double spending = run.world().accounts.product_spending[p];
    from_taxed +=
        static_cast<double>(run.state().flow[table.duty_index(0, 1, p)].money) * run.world().unit_musd;
    for (std::size_t i = 0; i < table.n_regions(); ++i) {
      all += static_cast<double>(run.state().flow[table.duty_index(0, i, p)].money) * run.world().unit_musd;
    }
    base += spending * run.world().accounts.base_share[p * table.n_regions() + 1] / 12;
  }
  EXPECT_LT(from_taxed, 0.35 * base);
  EXPECT_GT(all, base);
}

TEST(Production, OrdersAboveCapacityAreRationedAndPaidBack) {
  test::RunSetup setup;
  setup.model.sourcing.resourcing = false;
  setup.model.production.utilisation = 0.9;
  setup.model.demand.growth = 1.0;
  test::Run run(setup);
  run.state().group_capacity_ratio[0] = 0.5;  // group 0 can make five ninths of its orders
  run.step();
  const World& world = run.world();
  double shipped = 0.0;
  for (std::uint32_t f = world.group_first[0]; f < world.group_first[1]; ++f) {
    shipped += static_cast<double>(run.state().firm_sales[f].goods);
  }
  const double base = world.table.output[0] / 12.0 / world.unit_musd;
  EXPECT_NEAR(shipped / base, 0.5 / 0.9, 1e-6);
  EXPECT_NEAR(run.state().group_utilisation[0], 1.0, 1e-6);
  EXPECT_NEAR(static_cast<double>(run.state().account[0].unmet) / base, 1.0 - 0.5 / 0.9, 1e-5);
}

}  // namespace
}  // namespace entrepot::test::ordering_test
