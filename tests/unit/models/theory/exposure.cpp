// Face-value and look-through exposure on a chain whose numbers are known.
#include "models/theory/exposure.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace entrepot::test::exposure_test {

using namespace theory;
namespace {

// Two regions, sectors goods and services. Region 0 sells goods worth 20 to region 1's goods, which take 10
// of their own kind and sell 90 to final use: x_goods1 = 100. Services of region 0 (50) are used by region
// 1's goods as well. Region 1's services sell 40 to final use and buy 4 of region 1's goods.
InterCountryFlows chain() {
  InterCountryFlows flows{2, 2, Eigen::MatrixXd::Zero(4, 4), Eigen::MatrixXd::Zero(4, 2)};
  flows.intermediate(0, 2) = 20.0;
  flows.intermediate(1, 2) = 50.0;
  flows.intermediate(2, 2) = 10.0;
  flows.intermediate(2, 3) = 4.0;
  flows.final_use(2, 1) = 86.0;
  flows.final_use(3, 1) = 40.0;
  return flows;
}

const std::vector<bool> goods{true, false};

TEST(ExposureMeasures, LookThroughAddsWhatComesInsideOtherGoods) {
  const Leontief system(chain());
  const Exposure measured = exposure(system, goods);
  EXPECT_NEAR(measured.face_value(0, 2), 0.2, 1e-15);
  EXPECT_NEAR(measured.look_through(0, 2), 0.2 / 0.9, 1e-15);  // its own goods carry region 0's goods again
  EXPECT_EQ(measured.face_value(0, 3), 0.0);
  EXPECT_NEAR(measured.look_through(0, 3), 0.1 * 0.2 / 0.9, 1e-15);  // all hidden
  EXPECT_NEAR(measured.look_through(1, 2), 1.0 / 0.9 - 1.0, 1e-15);
}

TEST(ExposureMeasures, HiddenIsTheRatioAndMissingWithoutDirectPurchases) {
  const Exposure measured = exposure(Leontief(chain()), goods);
  const Eigen::MatrixXd hidden = hidden_exposure(measured.face_value, measured.look_through);
  EXPECT_NEAR(hidden(0, 2), 1.0 / 0.9, 1e-15);
  EXPECT_TRUE(std::isnan(hidden(0, 3)));
}

TEST(ExposureMeasures, PooledUsersAreWeightedByOutput) {
  const Leontief system(chain());
  const Exposure measured = exposure(system, {true, true});
  const Eigen::MatrixXd pooled = pool_users(system, measured.face_value, {true, true});
  // Region 1 buys 70 of region 0 directly and makes 100 + 40; region 0 buys nothing.
  EXPECT_NEAR(pooled(0, 1), 70.0 / 140.0, 1e-15);
  EXPECT_EQ(pooled(0, 0), 0.0);
  EXPECT_NEAR(pool_users(system, measured.face_value, goods)(0, 1), 0.7, 1e-15);
}

}  // namespace
}  // namespace entrepot::test::exposure_test
