#include "models/behaviours/plants/site_choice.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/world/state/site_builder.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::site_choice_test {

using namespace models;
namespace {

TEST(PlantPremium, IsThatOfAYoungPlantWhereNothingIsKnownOfPlaces) {
  InvestmentSettings settings;
  settings.cost_premium = 0.05;
  EXPECT_DOUBLE_EQ(log_plant_premium(settings, WorldTable{}, RegionId(0), RegionId(1)), std::log(1.05));
}

// A plant of a cheap place in a dear one bears the local part of the difference; the other way round it earns
// no discount.
TEST(PlantPremium, IsHigherInDearerPlacesOnly) {
  InvestmentSettings settings;
  settings.cost_premium = 0.03;
  settings.local_cost_share = 0.25;
  WorldTable table;
  table.plant_cost = {0.75, 1.5, 0.6};
  EXPECT_NEAR(log_plant_premium(settings, table, RegionId(0), RegionId(1)),
              std::log(1.03) + 0.25 * std::log(2.0), 1e-15);
  EXPECT_DOUBLE_EQ(log_plant_premium(settings, table, RegionId(0), RegionId(2)), std::log(1.03));
  EXPECT_DOUBLE_EQ(log_plant_premium(settings, table, RegionId(1), RegionId(0)), std::log(1.03));
  settings.local_cost_share = 0.0;
  EXPECT_DOUBLE_EQ(log_plant_premium(settings, table, RegionId(0), RegionId(1)), std::log(1.03));
}

// A firm of region 1 in a world without duties and costs of its own making.
class SiteChoiceTest : public testing::Test {
 protected:
  SiteChoiceTest() {
    settings_.investment.fixed_cost = 0.0;
    prepare_sites(world_, state_);
    while (world_.cell_first[home_.index()] == world_.cell_first[home_.index() + 1])
      home_ = CellId(home_.index() + 1);
    firm_ = world_.cell_first[home_.index()];
  }
  static test::RunSetup untaxed() {
    test::RunSetup setup;
    setup.shape.largest_duty = 0.0;
    return setup;
  }
  [[nodiscard]] std::vector<SiteOffer> offers() const {
    const SiteChoice choice(world_, settings_);
    const PlanTerms terms = choice.terms(state_, {{{1.0, {}}}, &state_.prospects, &levers_}, home_);
    return choice.offers(state_, terms, {firm_, sales_, moved_});
  }
  // The offer of a host, or none.
  [[nodiscard]] const SiteOffer* offer(std::size_t host) {
    found_ = offers();
    for (const SiteOffer& each : found_)
      if (each.host == host) return &each;
    return nullptr;
  }
  void tax(std::size_t destination, double log_duty) {
    const std::size_t at = world_.axes().flow(RegionId(destination), home_).index();
    levers_.duty[at] = (1.0 + levers_.duty[at]) * std::exp(log_duty) - 1.0;
    state_.log_cost[at] += log_duty;
  }
  [[nodiscard]] double relative(std::size_t host, std::size_t destination) const {
    return SiteChoice(world_, settings_).relative_cost(state_, home_, RegionId(host), RegionId(destination));
  }
  // Yearly sales of a plant in the host to destination 0 under a duty of 0.2 in logs, at an elasticity.
  [[nodiscard]] double won(double elasticity, std::size_t host) const {
    const double cost = relative(host, 0);
    return 12.0 * 1000 * std::exp(-theta() * 0.2 - elasticity * cost) *
           (1.0 - std::exp(settings_.investment.site_elasticity * cost));
  }
  [[nodiscard]] double theta() const {
    return trade_elasticity(settings_.sourcing, world_.table, world_.axes().sector_of(home_).index());
  }

  test::Run run_{untaxed()};
  const World& world_ = run_.world();
  State state_{world_};
  Levers levers_ = resolve_levers(world_.table, {}, Month(2017, 1));
  ModelSettings settings_;
  CellId home_ = world_.axes().cell(RegionId(1), ProductId(0));
  std::uint32_t firm_ = 0;
  std::vector<std::int64_t> sales_ = {1000, 5000, 0, 400};
  std::vector<std::int64_t> moved_ = {0, 0, 0, 0};
  std::vector<SiteOffer> found_;
};

TEST_F(SiteChoiceTest, AtTheBaseNothingIsOffered) { EXPECT_TRUE(offers().empty()); }

// Prices wander: where no policy touches them at all, and half a percent where one does.
TEST_F(SiteChoiceTest, NoiseOfPricesIsNoReason) {
  state_.log_cost[world_.axes().flow(RegionId(0), home_).index()] = 0.1;
  EXPECT_TRUE(offers().empty());
  state_.log_cost[world_.axes().flow(RegionId(0), home_).index()] = 0.0;
  tax(0, 0.0049);
  EXPECT_TRUE(offers().empty());
  tax(0, 0.0002);
  EXPECT_FALSE(offers().empty());
}

TEST_F(SiteChoiceTest, APlantInAThirdPlaceWinsBackSalesAtTheTradeElasticity) {
  tax(0, 0.2);
  ASSERT_NE(offer(2), nullptr);
  EXPECT_EQ(offer(2)->market, 0);
  // What the duty leaves of its sales, grown by the lower index, times what the plant is cheaper by.
  EXPECT_NEAR(offer(2)->sales, won(theta(), 2), 1e-6 * offer(2)->sales);
  EXPECT_FALSE(offer(2)->follows);
}

// In the host itself customers take from the plant there instead of imports, at theta_h. It is beside them.
TEST_F(SiteChoiceTest, APlantInTheMarketJumpsTheBorderAtTheLocalElasticity) {
  tax(0, 0.2);
  ASSERT_NE(offer(0), nullptr);
  EXPECT_NEAR(relative(0, 0), relative(2, 0) - std::log(1.0 + settings_.investment.proximity_gain), 1e-12);
  EXPECT_NEAR(offer(0)->sales, won(settings_.investment.local_elasticity, 0), 1e-6 * offer(0)->sales);
}

TEST_F(SiteChoiceTest, AFirmWithoutCustomersBehindTheBorderGainsNothing) {
  tax(2, 0.4);  // it sells nothing there
  EXPECT_TRUE(offers().empty());
  sales_[2] = 100;
  EXPECT_FALSE(offers().empty());
}

TEST_F(SiteChoiceTest, ASubsidyAloneMakesAnOfferWhereAPlantPaysSomething) {
  const Axes axes = world_.axes();
  Levers::use(levers_.plant_wedge,
              axes.n_regions() *
                  axes.n_groups())[axes.at(RegionId(1), axes.group(RegionId(0), axes.sector_of(home_)))] =
      -0.4;
  ASSERT_EQ(offers().size(), 1U);
  // The treasury pays its part of the whole cost, of which the firm can lose a tenth.
  EXPECT_NEAR(offer(0)->ratio - offer(0)->base_ratio,
              (1.0 - std::exp(-0.4)) / settings_.investment.sunk_share, 1e-9);
}

// What plants that came to region 3 buy of the firm, and would buy elsewhere.
TEST_F(SiteChoiceTest, CustomersThatMovedAreFollowed) {
  moved_[3] = 300;
  ASSERT_NE(offer(3), nullptr);
  EXPECT_TRUE(offer(3)->follows);
  EXPECT_EQ(offer(3)->market, 3);
  settings_.investment.follow = false;
  EXPECT_EQ(offer(3), nullptr);
}

// A firm that has a plant as cheap gains nothing by another.
TEST_F(SiteChoiceTest, OnlyWhatOwnPlantsDoNotGiveYetCounts) {
  tax(0, 0.2);
  ASSERT_NE(offer(2), nullptr);
  ASSERT_NE(offer(3), nullptr);
  NewSite plan;
  plan.owner = firm_;
  plan.host = 2;
  plan.target = 1.0;
  add_sites(world_, state_, std::vector<NewSite>{plan}, 0.0F, {});
  EXPECT_EQ(offer(2), nullptr) << "one plant per host";
  EXPECT_EQ(offer(3), nullptr);
  EXPECT_EQ(offer(0), nullptr) << "beside the customer it is cheaper still, but no more than at the base";
}

}  // namespace
}  // namespace entrepot::test::site_choice_test
