// The Leontief system against numbers worked out by hand and against the dense inverse.
#include "models/theory/leontief.hpp"

#include <gtest/gtest.h>

#include "sim/core/error.hpp"

namespace entrepot::test::leontief_test {

using namespace theory;
namespace {

// Two regions of one sector. x = (100, 100), A = (.1 .2; .3 0), det(I - A) = .84, L = (1 .2; .3 .9) / .84.
InterCountryFlows two_regions() {
  InterCountryFlows flows{2, 1, Eigen::MatrixXd(2, 2), Eigen::MatrixXd(2, 2)};
  flows.intermediate << 10, 20, 30, 0;
  flows.final_use << 60, 10, 5, 65;
  return flows;
}

TEST(Leontief, GivesTheNumbersWorkedOutByHand) {
  const Leontief system(two_regions());
  EXPECT_TRUE(system.productive());
  EXPECT_DOUBLE_EQ(system.output()[0], 100.0);
  EXPECT_DOUBLE_EQ(system.coefficients()(0, 1), 0.2);
  EXPECT_NEAR(system.value_added_share()[0], 0.6, 1e-15);
  EXPECT_NEAR(system.value_added_share()[1], 0.8, 1e-15);
  const Eigen::MatrixXd inverse = system.times_inverse(Eigen::MatrixXd::Identity(2, 2));
  Eigen::MatrixXd by_hand(2, 2);
  by_hand << 1.0, 0.2, 0.3, 0.9;
  EXPECT_TRUE(inverse.isApprox(by_hand / 0.84, 1e-14)) << inverse;
}

TEST(Leontief, AGroupThatSellsNothingHasNoInputs) {
  InterCountryFlows flows = two_regions();
  flows.intermediate(1, 0) = 0.0;
  flows.final_use.row(1).setZero();  // group 1 sells nothing and still buys 20
  const Leontief system(flows);
  EXPECT_TRUE(system.productive());
  EXPECT_EQ(system.coefficients().col(1).sum(), 0.0);
  EXPECT_EQ(system.value_added_share()[1], 1.0);
}

// Inputs above output in one group are no fault as long as the system as a whole leaves something over.
TEST(Leontief, KnowsWhenTheInverseDoesNotExist) {
  InterCountryFlows flows = two_regions();
  flows.intermediate(0, 1) = 150.0;  // group 1 takes 1.5 of group 0 per unit, group 0 0.12 of group 1
  EXPECT_LT(Leontief(flows).value_added_share()[1], 0.0);
  EXPECT_TRUE(Leontief(flows).productive());
  flows.final_use.setZero();  // nothing is left over
  EXPECT_FALSE(Leontief(flows).productive());
  flows.intermediate.setConstant(1.0);
  flows.intermediate(0, 0) = 200.0;
  flows.final_use << 1, 0, 0, 0;
  EXPECT_TRUE(Leontief(flows).productive());  // barely
}

TEST(Leontief, RefusesShapesAndSignsThatCannotBe) {
  InterCountryFlows flows = two_regions();
  flows.sectors = 2;
  EXPECT_THROW(Leontief{flows}, BugError);
  flows = two_regions();
  flows.final_use(1, 1) = -1.0;
  EXPECT_THROW(Leontief{flows}, BugError);
}

}  // namespace
}  // namespace entrepot::test::leontief_test
