#include "models/behaviours/plants/place_index.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace entrepot::test::place_index_test {

using namespace models;
namespace {

constexpr double theta = 8.0;

TEST(PlaceIndex, OfBasePlantsIsTheirMean) {
  const std::vector<PlaceTerms> plants = {{0.0, 0.7, false}, {0.1, 0.3, false}};
  const double sum = 0.7 + 0.3 * std::exp(-0.8);
  EXPECT_NEAR(place_index(plants, theta).sum, sum, 1e-14);
  EXPECT_NEAR(place_index(plants, theta, 1).share, 0.3 * std::exp(-0.8) / sum, 1e-14);
}

TEST(PlaceIndex, ANewPlantCountsByItsPartAndOnlyWhereItIsCheaper) {
  std::vector<PlaceTerms> plants = {{0.0, 1.0, false}, {-0.1, 0.4, true}};
  const double sum = 1.0 + 0.4 * (std::exp(0.8) - 1.0);
  EXPECT_NEAR(place_index(plants, theta, 1).sum, sum, 1e-13);
  EXPECT_NEAR(place_index(plants, theta, 1).share, 0.4 * (std::exp(0.8) - 1.0) / sum, 1e-13);
  EXPECT_NEAR(place_index(plants, theta, 0).share, 1.0 / sum, 1e-13);
  plants[1].log_cost = 0.001;
  EXPECT_DOUBLE_EQ(place_index(plants, theta, 1).sum, 1.0);
  EXPECT_DOUBLE_EQ(place_index(plants, theta, 1).share, 0.0);
  EXPECT_DOUBLE_EQ(place_index(plants, theta, 0).share, 1.0);
}

// Two plants that deliver alike are worth no more than one of their size together.
TEST(PlaceIndex, VarietyIsNoGain) {
  const std::vector<PlaceTerms> one = {{0.0, 1.0, false}, {-0.1, 1.0, true}};
  const std::vector<PlaceTerms> two = {{0.0, 1.0, false}, {-0.1, 1.0, true}, {-0.1, 1.0, true}};
  EXPECT_DOUBLE_EQ(place_index(one, theta).sum, place_index(two, theta).sum);
  EXPECT_DOUBLE_EQ(place_index(two, theta, 2).share, 0.0);
}

TEST(PlaceIndex, TheCheapestTakesItsPartFirst) {
  const std::vector<PlaceTerms> plants = {{0.0, 1.0, false}, {-0.1, 0.8, true}, {-0.2, 0.5, true}};
  const double sum = 1.0 + 0.5 * (std::exp(1.6) - 1.0) + 0.5 * (std::exp(0.8) - 1.0);
  double shares = 0.0;
  for (std::size_t p = 0; p < plants.size(); ++p) {
    EXPECT_NEAR(place_index(plants, theta, p).sum, sum, 1e-13);
    shares += place_index(plants, theta, p).share;
  }
  EXPECT_NEAR(shares, 1.0, 1e-13);
}

}  // namespace
}  // namespace entrepot::test::place_index_test
