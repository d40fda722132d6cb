// Value added followed along a chain whose numbers are known.
#include "models/theory/value_added_trade.hpp"

#include <gtest/gtest.h>

namespace entrepot::test::value_added_trade_test {

using namespace theory;
namespace {

constexpr Eigen::Index origin = 0;
constexpr Eigen::Index hub = 1;
constexpr Eigen::Index buyer = 2;

// One sector each. The origin makes parts worth 18; the hub buys 12 and adds 8: 20, of which 10 are final
// goods for the buyer and 10 intermediates for the buyer's own producer, who buys 6 of parts from the origin
// too and adds 9: 25 of final goods for himself.
//
//   origin --12--> hub --10--> final use of the buyer
//      \             \--10--> buyer's producer --25--> final use of the buyer
//       \------6-----------/
Leontief chain() {
  InterCountryFlows flows{3, 1, Eigen::MatrixXd::Zero(3, 3), Eigen::MatrixXd::Zero(3, 3)};
  flows.intermediate(origin, hub) = 12.0;
  flows.intermediate(origin, buyer) = 6.0;
  flows.intermediate(hub, buyer) = 10.0;
  flows.final_use(hub, buyer) = 10.0;
  flows.final_use(buyer, buyer) = 25.0;
  return Leontief(flows);
}

TEST(ValueAddedTrade, ContentOfAUnitIsTheChainsShares) {
  const Eigen::MatrixXd content = value_added_content(chain());
  EXPECT_NEAR(content(origin, hub), 12.0 / 20.0, 1e-15);
  EXPECT_NEAR(content(hub, hub), 8.0 / 20.0, 1e-15);
  EXPECT_NEAR(content(origin, buyer), (6.0 + 6.0) / 25.0, 1e-15);
  EXPECT_NEAR(content(hub, buyer), 4.0 / 25.0, 1e-15);
  EXPECT_NEAR(content(buyer, buyer), 9.0 / 25.0, 1e-15);
}

// What the buyer's producer takes from the hub arrives over the hub's border, though he finishes it at home.
TEST(ValueAddedTrade, TheLastBorderIsThatOfWhoDelivered) {
  const Leontief system = chain();
  const Eigen::MatrixXd used = value_added_by_border(system, value_added_content(system))[buyer];
  EXPECT_NEAR(used(origin, hub), 6.0 + 6.0, 1e-13);
  EXPECT_NEAR(used(origin, origin), 6.0, 1e-13);
  EXPECT_NEAR(used(hub, hub), 4.0 + 4.0, 1e-13);
  EXPECT_NEAR(used(buyer, buyer), 9.0, 1e-13);
  EXPECT_NEAR(used.sum(), 35.0, 1e-13);
  EXPECT_EQ(used(origin, buyer), 0.0);
}

TEST(ValueAddedTrade, StagesCountProducersOnTheWay) {
  const Leontief system = chain();
  const auto used = value_added_by_stages(system, value_added_content(system), 4);
  ASSERT_EQ(used.size(), 4U);
  EXPECT_NEAR(used[0](hub, buyer), 4.0, 1e-13);  // assemblers of final goods
  EXPECT_NEAR(used[0](buyer, buyer), 9.0, 1e-13);
  EXPECT_NEAR(used[1](origin, buyer), 12.0, 1e-13);  // 6 in the hub's final goods, 6 to the buyer's producer
  EXPECT_NEAR(used[1](hub, buyer), 4.0, 1e-13);
  EXPECT_NEAR(used[2](origin, buyer), 6.0, 1e-13);  // origin, hub, buyer
  EXPECT_NEAR(used[3].cwiseAbs().sum(), 0.0, 1e-13);
  // The last bin holds everything that is left.
  const auto capped = value_added_by_stages(system, value_added_content(system), 2);
  EXPECT_NEAR(capped[1](origin, buyer), 18.0, 1e-13);
}

TEST(ValueAddedTrade, ExportsHoldTheContentOfTheirMakers) {
  const Leontief system = chain();
  const std::vector<bool> all{true};
  const Eigen::MatrixXd exports = gross_exports(system, all);
  EXPECT_EQ(exports(hub, buyer), 20.0);
  EXPECT_EQ(exports(origin, buyer), 6.0);
  EXPECT_EQ(exports(buyer, buyer), 0.0);  // home use
  const auto inside = value_added_in_exports(system, value_added_content(system), all);
  EXPECT_NEAR(inside[hub](origin, buyer), 12.0, 1e-13);
  EXPECT_NEAR(inside[hub](hub, buyer), 8.0, 1e-13);
  EXPECT_EQ(gross_exports(system, {false}).sum(), 0.0);
}

}  // namespace
}  // namespace entrepot::test::value_added_trade_test
