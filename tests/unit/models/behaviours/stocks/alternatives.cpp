#include "models/behaviours/stocks/alternatives.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/random_table.hpp"

namespace entrepot::test::alternatives_test {

using namespace models;
namespace {

class AlternativesTest : public testing::Test {
 protected:
  AlternativesTest() {
    SynthesisOptions options;
    options.firms = 300;
    options.slots_per_firm = 8;
    world_ = synthesise(test::random_table(3, {}), options, 1);
    offers_.resize(world_.table.n_regions());
  }
  [[nodiscard]] double share(std::size_t origin) const {
    return world_.accounts.base_share[world_.axes().at(CellId(0), RegionId(origin))];
  }

  World world_;
  SourcingSettings sourcing_;
  std::vector<Alternatives::Offer> offers_;
};

TEST_F(AlternativesTest, AtTheBaseTheIndexIsOne) {
  Alternatives best(world_, sourcing_);
  best.set(RegionId(0), ProductId(0), offers_);
  EXPECT_NEAR(best.log_index(), 0.0, 1e-12);
}

// [pi_h + pi_m (rest of imports)^(eta / theta)]^(-1 / eta)
TEST_F(AlternativesTest, WithoutAnOriginTheOthersAreDearer) {
  Alternatives best(world_, sourcing_);
  best.set(RegionId(0), ProductId(0), offers_);
  const double theta = trade_elasticity(sourcing_, world_.table, 0);
  const double eta = sourcing_.home_elasticity;
  const double imports = 1.0 - share(0);
  const double left = (imports - share(1)) / imports;
  const double expected = std::log(share(0) + imports * std::pow(left, eta / theta)) / -eta;
  EXPECT_NEAR(best.log_index_without(RegionId(1)), expected, 1e-9);
  EXPECT_GT(expected, 0.0);
}

TEST_F(AlternativesTest, WhatIsClosedIsNoAlternative) {
  Alternatives best(world_, sourcing_);
  offers_[1].open = 0.0;
  best.set(RegionId(0), ProductId(0), offers_);
  EXPECT_NEAR(best.log_index(), best.log_index_without(RegionId(1)), 1e-12);
  for (Alternatives::Offer& offer : offers_) offer.open = 0.0;
  best.set(RegionId(0), ProductId(0), offers_);
  EXPECT_TRUE(std::isinf(best.log_index()));
}

TEST_F(AlternativesTest, OneTierKnowsNoHome) {
  sourcing_.tiers = Tiers::one;
  Alternatives best(world_, sourcing_);
  best.set(RegionId(0), ProductId(0), offers_);
  const double theta = trade_elasticity(sourcing_, world_.table, 0);
  EXPECT_NEAR(best.log_index_without(RegionId(1)), std::log(1.0 - share(1)) / -theta, 1e-9);
}

}  // namespace
}  // namespace entrepot::test::alternatives_test
