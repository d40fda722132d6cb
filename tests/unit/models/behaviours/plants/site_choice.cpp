#include "models/behaviours/plants/site_choice.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace entrepot {

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

}  // namespace
}  // namespace entrepot
