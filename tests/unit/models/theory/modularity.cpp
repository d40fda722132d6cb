// Modularity on networks whose value is known, and its independence of the grain of classes.
#include "models/theory/modularity.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "sim/core/rng.hpp"

namespace entrepot::test::modularity_test {

using namespace theory;
namespace {

TEST(Modularity, KnownNetworks) {
  const std::array<std::size_t, 4> blocs{0, 0, 1, 1};
  Eigen::MatrixXd links = Eigen::MatrixXd::Ones(4, 4);
  EXPECT_NEAR(modularity(links, blocs), 0.0, 1e-15);  // no more inside than by chance
  links.topRightCorner(2, 2).setZero();
  links.bottomLeftCorner(2, 2).setZero();
  EXPECT_NEAR(modularity(links, blocs), 0.5, 1e-15);  // all inside two equal blocs
  EXPECT_NEAR(modularity(links, std::array<std::size_t, 4>{0, 0, 0, 0}), 0.0, 1e-15);
  links = Eigen::MatrixXd::Ones(4, 4) - links;
  EXPECT_NEAR(modularity(links, blocs), -0.5, 1e-15);  // all across
  EXPECT_TRUE(std::isnan(modularity(Eigen::MatrixXd::Zero(4, 4), blocs)));
}

TEST(Modularity, DirectionCounts) {
  Eigen::MatrixXd links = Eigen::MatrixXd::Zero(2, 2);
  links << 1, 2, 0, 1;  // m = 4; out = (3, 1), in = (1, 3)
  EXPECT_NEAR(modularity(links, std::array<std::size_t, 2>{0, 1}), 2.0 / 4.0 - (3.0 + 3.0) / 16.0, 1e-15);
}

// Nodes merged into the classes of the blocs give the value of the nodes, summed node by node.
TEST(Modularity, ClassesMayStandForTheirNodes) {
  constexpr std::size_t nodes = 30;
  constexpr std::size_t classes = 5;
  const std::array<std::size_t, classes> bloc_of_class{0, 1, 0, 2, 1};
  Draws draws({1, 0}, Stream::test, 1, 0);
  Eigen::MatrixXd links(nodes, nodes);
  for (Eigen::Index i = 0; i < links.size(); ++i) links.data()[i] = draws.unit() < 0.3 ? draws.unit() : 0.0;
  Eigen::MatrixXd merged = Eigen::MatrixXd::Zero(classes, classes);
  double by_nodes = 0.0;
  for (Eigen::Index i = 0; i < links.rows(); ++i) {
    for (Eigen::Index j = 0; j < links.cols(); ++j) {
      merged(i % 5, j % 5) += links(i, j);
      const bool same =
          bloc_of_class[static_cast<std::size_t>(i % 5)] == bloc_of_class[static_cast<std::size_t>(j % 5)];
      if (same) by_nodes += links(i, j) - links.row(i).sum() * links.col(j).sum() / links.sum();
    }
  }
  EXPECT_NEAR(modularity(merged, bloc_of_class), by_nodes / links.sum(), 1e-14);
}

}  // namespace
}  // namespace entrepot::test::modularity_test
