#include "tests/support/enterprise_field.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/engine.hpp"

namespace entrepot::test::enterprise_field_test {

using namespace models;
namespace {

// A random world with owners; what an enterprise field sees of a duty on origin 1 at destination 0.
class EnterpriseFieldTest : public testing::Test {
 protected:
  static test::RunSetup setup() {
    test::RunSetup out;
    out.seed = 3;
    out.firms = 3000;
    out.owners = true;
    out.model.sourcing.enterprises = true;
    return out;
  }
  // Months under a duty, all else at the base.
  void run(double duty, int months) {
    Levers levers;
    levers.duty = world_.table.base_duty;
    std::vector<double> log_cost(axes_.n_flows(), 0.0);
    for (const FlowId flow : axes_.flows_to(RegionId(0))) {
      if (axes_.origin_of(flow).index() != 1) continue;
      levers.duty[flow.index()] += duty;
      log_cost[flow.index()] = std::log1p(duty);
    }
    for (int step = 0; step < months; ++step) field_.update(levers, log_cost, {}, 1.0, step);
  }
  // Part of the customers of a home cell at destination 0 whose goods are made elsewhere.
  double moved(std::size_t product, std::size_t home) const {
    double out = 0.0;
    for (std::size_t host = 0; host < axes_.n_regions(); ++host)
      out += field_.made_in(0, product, home, host);
    return out;
  }

  test::Run agents_{setup()};
  const World& world_ = agents_.world();
  Axes axes_ = world_.axes();
  EnterpriseField field_{world_, setup().model};
};

TEST_F(EnterpriseFieldTest, NothingMovesWithoutPolicy) {
  run(0.0, 12);
  for (std::size_t g = 0; g < axes_.n_products(); ++g) {
    EXPECT_FALSE(field_.moved(0, g));
    for (std::size_t i = 0; i < axes_.n_regions(); ++i) EXPECT_EQ(moved(g, i), 0.0);
  }
}

// The taxed cell's customers are served from elsewhere, and its cost as buyers see it lies below its own.
TEST_F(EnterpriseFieldTest, ADutyMovesContractsAndSharesTheBurden) {
  run(0.3, 60);
  double taxed = 0.0;
  bool cheaper = false;
  for (std::size_t g = 0; g < axes_.n_products(); ++g) {
    taxed += moved(g, 1);
    const FlowId flow = axes_.flow(RegionId(0), RegionId(1), ProductId(g));
    EXPECT_LE(field_.log_composite(flow), std::log1p(0.3) + 1e-12);
    cheaper = cheaper || field_.log_composite(flow) < std::log1p(0.3) - 1e-3;
    for (std::size_t i = 0; i < axes_.n_regions(); ++i) {
      EXPECT_LE(moved(g, i), 1.0 + 1e-12);
      for (std::size_t h = 0; h < axes_.n_regions(); ++h) EXPECT_GE(field_.made_in(0, g, i, h), 0.0);
    }
  }
  EXPECT_GT(taxed, 0.0);
  EXPECT_TRUE(cheaper);
}

}  // namespace
}  // namespace entrepot::test::enterprise_field_test
