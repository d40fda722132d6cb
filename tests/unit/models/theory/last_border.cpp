// Classes beside groups, iteration in place of factors, and goods that take a detour.
#include "models/theory/last_border.hpp"

#include <gtest/gtest.h>

#include <random>

#include "models/theory/exposure.hpp"
#include "models/theory/value_added_trade.hpp"

namespace entrepot::theory::last_border_test {
namespace {

using Index = Eigen::Index;

constexpr std::size_t regions = 4;
constexpr std::size_t sectors = 3;

// Random flows among the groups and `parts` more classes, about two thirds of output inputs.
InterCountryFlows random_flows(unsigned seed, std::size_t parts) {
  std::mt19937 draw(seed);
  std::uniform_real_distribution<double> uniform(0.0, 1.0);
  InterCountryFlows flows{regions, sectors, {}, {}};
  for (std::size_t p = 0; p < parts; ++p) flows.parts.push_back((7 * p + seed) % flows.groups());
  const auto size = static_cast<Index>(flows.classes());
  const auto any = [&] { return uniform(draw) < 0.4 ? 0.0 : uniform(draw); };
  flows.intermediate = Eigen::MatrixXd::NullaryExpr(size, size, any);
  flows.final_use = Eigen::MatrixXd::NullaryExpr(size, static_cast<Index>(regions), any) *
                    (0.15 * static_cast<double>(size));
  return flows;
}

Eigen::MatrixXd dense_inverse(const Leontief& system) {
  const Index size = system.coefficients().rows();
  return (Eigen::MatrixXd::Identity(size, size) - system.coefficients()).inverse();
}

TEST(LeontiefClasses, AreSolvedByIterationAsByFactors) {
  for (const std::size_t parts : {2U, 12U, 40U}) {  // factorised, joined by iteration, more parts than groups
    const Leontief system(random_flows(3, parts));
    ASSERT_TRUE(system.productive()) << parts;
    const Index size = system.coefficients().rows();
    const Eigen::MatrixXd inverse = system.times_inverse(Eigen::MatrixXd::Identity(size, size));
    EXPECT_TRUE(inverse.isApprox(dense_inverse(system), 1e-12)) << parts;
  }
}

TEST(LeontiefClasses, WithoutAnInverseAreNotProductive) {
  for (const std::size_t parts : {0U, 2U, 12U}) {
    InterCountryFlows flows = random_flows(5, parts);
    flows.final_use.setZero();
    EXPECT_FALSE(Leontief(flows).productive()) << parts;
  }
}

// Splitting a group in classes that buy and sell alike changes nothing.
TEST(LeontiefClasses, OfOneKindAreTheGroup) {
  const InterCountryFlows whole = random_flows(11, 0);
  for (const std::size_t parts : {1U, 12U}) {
    InterCountryFlows split{regions, sectors, {}, {}};
    for (std::size_t p = 0; p < parts; ++p) split.parts.push_back(p % whole.groups());
    std::vector<double> weight(whole.groups(), 1.0);  // of the group's own firms
    for (const std::size_t group : split.parts) weight[group] -= 0.3;
    const auto part = [&](std::size_t c) { return c < whole.groups() ? weight[c] : 0.3; };
    const auto size = static_cast<Index>(split.classes());
    split.intermediate = Eigen::MatrixXd::NullaryExpr(size, size, [&](Index seller, Index user) {
      const auto s = static_cast<std::size_t>(seller);
      const auto u = static_cast<std::size_t>(user);
      return part(s) * part(u) *
             whole.intermediate(static_cast<Index>(split.group_of(s)), static_cast<Index>(split.group_of(u)));
    });
    split.final_use =
        Eigen::MatrixXd::NullaryExpr(size, static_cast<Index>(regions), [&](Index seller, Index n) {
          const auto s = static_cast<std::size_t>(seller);
          return part(s) * whole.final_use(static_cast<Index>(split.group_of(s)), n);
        });
    const Leontief a(whole);
    const Leontief b(split);
    const auto borders_a = value_added_by_border(a, value_added_content(a));
    const auto borders_b = value_added_by_border(b, value_added_content(b));
    for (std::size_t n = 0; n < regions; ++n) EXPECT_TRUE(borders_b[n].isApprox(borders_a[n], 1e-12));
    const std::vector<bool> goods{true, true, false};
    const Exposure e = exposure(b, goods);
    EXPECT_TRUE(pool_classes(b, e.look_through).isApprox(exposure(a, goods).look_through, 1e-12));
    EXPECT_TRUE(pool_classes(b, e.face_value).isApprox(exposure(a, goods).face_value, 1e-12));
  }
}

TEST(LastBorder, LookThroughByBorderAddsUp) {
  const std::vector<bool> goods{true, true, false};
  for (const std::size_t parts : {0U, 5U, 20U}) {
    const Leontief system(random_flows(17, parts));
    const Exposure e = exposure(system, goods);
    const Eigen::MatrixXd pooled = pool_users(system, e.look_through, goods);
    const auto by_border = look_through_by_border(system, e, goods);
    for (std::size_t n = 0; n < regions; ++n) {
      const auto column = static_cast<Index>(n);
      EXPECT_TRUE(by_border[n].rowwise().sum().isApprox(pooled.col(column), 1e-12)) << parts;
      for (Index i = 0; i < static_cast<Index>(regions); ++i) {
        if (i != column) {
          EXPECT_EQ(by_border[n](i, column), 0.0);
        }
      }
    }
  }
}

// A detour moves its share of what a maker sells to the hub's border, and nothing else.
TEST(LastBorder, DetoursMoveWhatTheyCarry) {
  InterCountryFlows flows = random_flows(23, 6);
  const Leontief straight(flows);
  const std::size_t maker = 1 * sectors;  // the first sector of region 1
  flows.detours = {{maker, 2, 0, 0.25}, {maker + 1, 3, 0, 0.1}};
  const Leontief routed(flows);
  const Eigen::MatrixXd content = value_added_content(straight);
  const auto before = value_added_by_border(straight, content);
  const auto after = value_added_by_border(routed, content);
  const HomeRounds rounds(straight, 0, flows.final_use.col(0));
  const GroupMembers members(flows);
  Eigen::MatrixXd expected = before[0];
  for (const Detour& detour : flows.detours) {
    for (const Index c : members.of(detour.group)) {
      const Eigen::VectorXd moved = detour.share * rounds.bought[c] * content.col(c);
      expected.col(1) -= moved;
      expected.col(static_cast<Index>(detour.hub)) += moved;
    }
  }
  EXPECT_TRUE(after[0].isApprox(expected, 1e-14));
  EXPECT_GT((after[0] - before[0]).norm(), 1e-3 * before[0].norm());
  for (std::size_t n = 1; n < regions; ++n) EXPECT_EQ(after[n], before[n]);
}

TEST(LastBorder, FaceValueIsWhatCustomsSee) {
  InterCountryFlows flows = random_flows(29, 6);
  const std::vector<bool> goods{true, true, false};
  const Exposure straight = exposure(Leontief(flows), goods);
  flows.detours = {{1 * sectors, 2, 0, 0.5}, {1 * sectors + 2, 2, 0, 0.5}};  // services do not count
  const Exposure routed = exposure(Leontief(flows), goods);
  EXPECT_EQ(routed.look_through, straight.look_through);
  EXPECT_TRUE(routed.face_value.colwise().sum().isApprox(straight.face_value.colwise().sum(), 1e-14));
  const GroupMembers members(flows);
  const Leontief system(flows);
  for (const Index user : flows.classes_of(0)) {
    double moved = 0.0;
    for (const Index c : members.of(1 * sectors)) moved += 0.5 * system.coefficients()(c, user);
    EXPECT_NEAR(routed.face_value(1, user), straight.face_value(1, user) - moved, 1e-15);
    EXPECT_NEAR(routed.face_value(2, user), straight.face_value(2, user) + moved, 1e-15);
  }
  for (const Index user : flows.classes_of(3))
    EXPECT_EQ(routed.face_value(1, user), straight.face_value(1, user));
}

}  // namespace
}  // namespace entrepot::theory::last_border_test
