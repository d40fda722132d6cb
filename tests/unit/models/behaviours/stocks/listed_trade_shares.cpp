#include "models/behaviours/stocks/listed_trade_shares.hpp"

#include <gtest/gtest.h>

#include "sim/world/world.hpp"
#include "tests/support/moving_policy_world.hpp"

namespace entrepot::test::listed_trade_shares_test {

using namespace models;
namespace {

class ListedShares : public testing::Test {
 protected:
  ListedShares() {
    SynthesisOptions options;
    options.firms = 400;
    options.slots_per_firm = 8;
    world_ = synthesise(test::moving_policy_world(), options, 1);
    firms_.groups = {0};  // A's MAC
  }
  [[nodiscard]] std::vector<float> hit(FirmTerms terms) {
    std::vector<float> hit(world_.axes().n_flows(), 0.0F);
    ListedTradeShares shares(world_);
    shares.add({std::move(terms)}, hit);
    return hit;
  }
  [[nodiscard]] std::size_t flow(std::size_t destination, std::size_t origin, std::size_t product) const {
    return world_.table.duty_index(destination, origin, product);
  }

  World world_;
  FirmSet firms_;
};

TEST_F(ListedShares, AllFirmsOfASectorBuyWhatTheSectorBuys) {
  std::vector<double> ban(world_.n_cells(), 0.0);
  ban[4] = 1.0;  // B's 84.1
  const std::vector<float> part = hit({&firms_, FirmPart::named, FirmSide::inputs, ban});
  const WorldTable& table = world_.table;
  const std::size_t seller = 3;  // B's MAC
  double all = table.f(seller, 0);
  for (std::size_t user = 0; user < 3; ++user) all += table.z(seller, user);
  EXPECT_NEAR(part[flow(0, 1, 0)], table.z(seller, 0) / all, 1e-6);
  EXPECT_EQ(part[flow(0, 1, 1)], 0.0F);
  EXPECT_EQ(part[flow(2, 1, 0)], 0.0F);
}

TEST_F(ListedShares, NamedFirmsAndTheirPeersAreAllFirms) {
  firms_.top = 3;
  std::vector<double> ban(world_.table.n_regions(), 0.0);
  ban[2] = 0.5;
  const float named = hit({&firms_, FirmPart::named, FirmSide::sales, ban})[flow(2, 0, 0)];
  const float peers = hit({&firms_, FirmPart::peers, FirmSide::sales, ban})[flow(2, 0, 0)];
  EXPECT_GT(named, 0.0F);
  EXPECT_NEAR(named + peers, 0.5, 1e-6);
}

TEST_F(ListedShares, FirmsDrawnByChanceCountWithTheirProbability) {
  firms_.random_share = 0.2;
  std::vector<double> ban(world_.table.n_regions(), 0.0);
  ban[2] = 1.0;
  EXPECT_NEAR(hit({&firms_, FirmPart::named, FirmSide::sales, ban})[flow(2, 0, 0)], 0.2, 1e-6);
}

}  // namespace
}  // namespace entrepot::test::listed_trade_shares_test
